/** Saying something: to the room, to one person. */
import type { Context } from "../context.ts";
import type { Utterance } from "../lines-of.ts";
import { type Action, firstWord, type SlashCommand } from "./action.ts";

/** A line without a command. */
export function sayHere(text: string, { target }: Context): readonly Action[] {
  if (target === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
  return [speak({ target, text })];
}

const me: SlashCommand = {
  help: "slashMe",
  run: (text, { target }) => {
    if (text === "") return undefined;
    if (target === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
    return [speak({ target, text, isAction: true })];
  },
};

const msg: SlashCommand = {
  help: "slashMsg",
  run: (argument) => {
    const [target, text] = firstWord(argument);
    return text === "" ? undefined : [speak({ target, text })];
  },
};

const notice: SlashCommand = {
  help: "slashNotice",
  run: (argument) => {
    const [target, text] = firstWord(argument);
    return text === "" ? undefined : [speak({ command: "NOTICE", target, text })];
  },
};

/** Makes somebody, or a room, the one that lines are said to. */
const query: SlashCommand = {
  help: "slashQuery",
  run: (argument) => {
    const [target, text] = firstWord(argument);
    if (target === "") return undefined;
    const opened: readonly Action[] = [
      { kind: "target", target },
      { kind: "tell", key: "ircTalkingTo", word: target },
    ];
    return text === "" ? opened : [...opened, speak({ target, text })];
  },
};

function speak(what: Pick<Utterance, "target" | "text"> & Partial<Utterance>): Action {
  return { kind: "speak", utterance: { command: "PRIVMSG", isAction: false, ...what } };
}

export const TALK = { me, msg, notice, query } as const satisfies Record<string, SlashCommand>;
