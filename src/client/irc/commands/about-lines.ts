/** What is said about a line of before: an answer, a reaction, or that it is taken back. */
import type { Context } from "../context.ts";
import type { RecentLine } from "../history/recent-lines.ts";
import { type Action, firstWord, refuse, type SlashCommand, send, wordsOf } from "./action.ts";

/** https://ircv3.net/specs/client-tags/reply */
const reply: SlashCommand = {
  help: "slashReply",
  run: (argument, context) => {
    if (argument === "") return undefined;
    const [first, rest] = firstWord(argument);
    const theirs = rest === "" ? undefined : lineOf(first.replace(/[:,]$/, ""), context);
    const line = theirs ?? lastOfOthers(context);
    const text = theirs ? rest : argument;
    return about("/reply", line, context) ?? (line && [answer(line, text)]);
  },
};

/** https://ircv3.net/specs/client-tags/react */
const react: SlashCommand = {
  help: "slashReact",
  run: (argument, context) => {
    const [first = "", second] = wordsOf(argument);
    if (first === "") return undefined;
    const line = second === undefined ? lastOfOthers(context) : lineOf(first, context);
    const tags = { "+draft/react": second ?? first };
    return about("/react", line, context) ?? (line && [tag(line, tags)]);
  },
};

const unreact: SlashCommand = {
  help: "slashUnreact",
  run: (_, context) => {
    const reaction = context.recent.ownReaction;
    if (!reaction) return [refuse("ircNoReaction")];
    return about("/unreact", reaction, context) ?? [tag(reaction, { "+draft/unreact": reaction.emoji })];
  },
};

/** https://ircv3.net/specs/extensions/message-redaction */
const recall: SlashCommand = {
  help: "slashRecall",
  run: (argument, context) => {
    const { state, target = "", recent } = context;
    if (!/^(?:[1-9]\d{0,3})?$/.test(argument)) return undefined;
    if (!state.capabilities.has("draft/message-redaction")) return [refuse("ircCannot", "/recall")];
    const back = Number(argument || 1) - 1;
    const line = recent.last(target, state, ({ isOwn }) => isOwn, back);
    return [line ? send("REDACT", line.place, line.msgid) : refuse("ircNothingOfYours")];
  },
};

/** @returns why it cannot be said about this line, if that is so. */
function about(command: string, line: object | undefined, { state }: Context): readonly Action[] | undefined {
  if (!state.capabilities.has("message-tags")) return [refuse("ircCannot", command)];
  return line ? undefined : [refuse("ircNothingToAnswer")];
}

function lastOfOthers({ recent, state, target = "" }: Context): RecentLine | undefined {
  return recent.last(target, state, ({ isOwn }) => !isOwn);
}

/** The last one of somebody, called by nick or, as guests are, by the address. */
function lineOf(name: string, { recent, state, target = "" }: Context): RecentLine | undefined {
  const key = state.features.fold(name);
  return recent.last(target, state, (line) =>
    [line.nick, line.name].some((own) => state.features.fold(own) === key),
  );
}

function answer({ place, msgid }: RecentLine, text: string): Action {
  const tags = { "+reply": msgid };
  return { kind: "speak", utterance: { command: "PRIVMSG", target: place, text, isAction: false, tags } };
}

function tag(to: Pick<RecentLine, "place" | "msgid">, tags: Readonly<Record<string, string>>): Action {
  return { kind: "send", command: "TAGMSG", params: [to.place], tags: { ...tags, "+reply": to.msgid } };
}

export const ABOUT_LINES = { reply, react, unreact, recall } as const satisfies Record<string, SlashCommand>;
