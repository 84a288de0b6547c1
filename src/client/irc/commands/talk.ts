/** Saying something: to the room, to one person. */
import { guestNick } from "../../../protocol/names.ts";
import { isService } from "../account/services.ts";
import type { Context } from "../context.ts";
import type { Utterance } from "../lines-of.ts";
import { type Action, firstWord, type SlashCommand } from "./action.ts";

/** A line without a command. */
export function sayHere(text: string, { target }: Context): readonly Action[] {
  if (target === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
  return [sayTo(target, text)];
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
  run: (argument, context) => {
    const [name, text] = firstWord(argument);
    return text === "" ? undefined : [sayTo(addressee(name, context), text)];
  },
};

const notice: SlashCommand = {
  help: "slashNotice",
  run: (argument, context) => {
    const [name, text] = firstWord(argument);
    return text === "" ? undefined : [speak({ command: "NOTICE", target: addressee(name, context), text })];
  },
};

/** Makes somebody, or a room, the one that lines are said to. */
const query: SlashCommand = {
  help: "slashQuery",
  run: (argument, context) => {
    const [name, text] = firstWord(argument);
    if (name === "") return undefined;
    const target = addressee(name, context);
    const opened: readonly Action[] = [
      { kind: "target", target },
      { kind: "tell", key: "ircTalkingTo", word: target },
    ];
    return text === "" ? opened : [...opened, sayTo(target, text)];
  },
};

/** Guests are shown by their address, and may be called by it. */
function addressee(name: string, { state }: Context): string {
  const guest = guestNick(name);
  return /[.:]/.test(name) && state.roomsOf(guest).length > 0 ? guest : name;
}

/** What services are told is nobody else's business, and never told again. */
function sayTo(target: string, text: string): Action {
  return isService(target) ? { kind: "service", service: target, text } : speak({ target, text });
}

function speak(what: Pick<Utterance, "target" | "text"> & Partial<Utterance>): Action {
  return { kind: "speak", utterance: { command: "PRIVMSG", isAction: false, ...what } };
}

export const TALK = { me, msg, notice, query } as const satisfies Record<string, SlashCommand>;
