/** What a typed line makes the client do. Commands only return these; the conversation does them. */

import type { Language } from "../../../locales/catalog.ts";
import type { ClientTextKey } from "../../../locales/client/texts.ts";
import type { AccountAction } from "../account/perform.ts";
import type { Context } from "../context.ts";
import type { Utterance } from "../lines-of.ts";

export type Action =
  | {
      readonly kind: "send";
      readonly command: string;
      readonly params: readonly string[];
      /** Client-only tags. */
      readonly tags?: Readonly<Record<string, string>>;
    }
  /** A line exactly as the person wrote it. */
  | { readonly kind: "raw"; readonly line: string }
  | { readonly kind: "speak"; readonly utterance: Utterance }
  /** Words of the program itself. */
  | { readonly kind: "tell"; readonly key: ClientTextKey; readonly word?: string }
  /** The same, for what could not be done. */
  | { readonly kind: "refuse"; readonly key: ClientTextKey; readonly word?: string }
  | { readonly kind: "target"; readonly target: string }
  | { readonly kind: "ignore"; readonly nick: string }
  | { readonly kind: "unignore"; readonly nick: string }
  | { readonly kind: "language"; readonly language: Language }
  /** Asks for the password of an operator. */
  | { readonly kind: "oper"; readonly name: string }
  | AccountAction
  | { readonly kind: "leave"; readonly reason: string }
  | { readonly kind: "reconnect" }
  | { readonly kind: "clear" }
  | { readonly kind: "help" }
  /** Shows who is ignored. */
  | { readonly kind: "ignored" };

/** One slash command. `help` is its row of `/help`, which begins with its usage. */
export interface SlashCommand {
  readonly help: ClientTextKey;
  /** @returns undefined where something is missing in what was typed: the person is shown the usage. */
  run(argument: string, context: Context): readonly Action[] | undefined;
}

/** The command's own words to the server. */
export function send(command: string, ...params: readonly string[]): Action {
  return { kind: "send", command, params };
}

/** Why nothing was done. */
export function refuse(key: ClientTextKey, word?: string): Action {
  return { kind: "refuse", key, ...(word !== undefined && { word }) };
}

/** `a  b c` → `["a", "b c"]`; `""` for what is missing. */
export function firstWord(text: string): readonly [first: string, rest: string] {
  const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  return [first, rest];
}

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** The current target, if it is a room. */
export function currentRoom({ state, target }: Context): string | undefined {
  return target !== undefined && state.features.isChannel(target) ? target : undefined;
}

/** Reads an optional room before the rest: `#tea text`, or `text` for the current one. */
export function roomFirst(
  argument: string,
  context: Context,
): readonly [room: string | undefined, rest: string] {
  const [first, rest] = firstWord(argument);
  return context.state.features.isChannel(first) ? [first, rest] : [currentRoom(context), argument];
}
