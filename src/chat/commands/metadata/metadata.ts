/**
 * METADATA <target> <subcommand> [<parameter>{ <parameter>}]: what people and channels tell of themselves.
 * https://github.com/ircv3/ircv3-specifications/pull/613
 */
import type { Effect } from "../../../protocol/effects.ts";
import { type CommandContext, type CommandHandler, fail } from "../../effects.ts";
import { shownWord } from "../../history-words.ts";
import { clear, set } from "./change.ts";
import { get, list, synchronize } from "./read.ts";
import { subscribe, subscriptions, unsubscribe } from "./subscriptions.ts";
import { type Asked, subcommandOf } from "./syntax.ts";

const HANDLERS = {
  CLEAR: clear,
  GET: get,
  LIST: list,
  SET: set,
  SUB: subscribe,
  SUBS: subscriptions,
  SYNC: synchronize,
  UNSUB: unsubscribe,
} as const satisfies Readonly<Record<string, (context: CommandContext, asked: Asked) => Effect[]>>;

export const metadata: CommandHandler = (context) => {
  const { params } = context.message;
  const subcommand = subcommandOf(params);
  if (subcommand === undefined) return [fail(context, "INVALID_PARAMS", shownWord(params[1] ?? ""))];
  const [target = "", , ...words] = params;
  return HANDLERS[subcommand](context, { target, words });
};
