/** What people have heard, to be held against what is kept. */
import type { IrcLine } from "../../../src/protocol/irc-line.ts";
import { parseTags } from "../../../src/protocol/tags.ts";

/** What was said ends so if it is taken back later. */
export const REGRETTED = ", and regrets it";

export interface Heard {
  readonly msgid: string;
  readonly kind: string;
  /** A channel, or the nick of the one it was said to; "" where that is not known any more, since it was taken back. */
  readonly target: string;
  /** Of a REDACT the msgid of what was taken back. */
  readonly text: string;
}

export interface Kept extends Heard {
  /** It was taken back: its words are gone. */
  readonly isRedacted: boolean;
}

/** @returns undefined for what is no message. */
export function heardIn({
  command: kind,
  tags,
  params: [target = "", text = ""],
}: IrcLine): Heard | undefined {
  const msgid = tags === undefined ? undefined : parseTags(tags).get("msgid");
  const isMessage = kind === "PRIVMSG" || kind === "REDACT";
  return isMessage && msgid !== undefined ? { msgid, kind, target, text } : undefined;
}

/**
 * Everything anybody has heard is kept exactly once, under its msgid and in the order they heard it.
 * @param hearers what each of them has heard, in its order. @param kept in the order of the history. @returns what is wrong.
 */
export function differences(
  hearers: readonly (readonly Heard[])[],
  kept: readonly Kept[],
): readonly string[] {
  const places = new Map(kept.map((row, place) => [row.msgid, { ...row, place }]));
  return [...doubles(kept), ...hearers.flatMap((heard) => wrongWith(heard, places))];
}

function doubles(kept: readonly Kept[]): readonly string[] {
  const texts = kept.filter(({ isRedacted }) => !isRedacted).map(({ text }) => text);
  return [
    ...repeated(kept.map(({ msgid }) => msgid)).map((msgid) => `${msgid} is kept twice`),
    ...repeated(texts).map((text) => `"${text}" was said once, and is kept twice`),
  ];
}

function repeated(words: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return words.filter((word) => seen.has(word) || !seen.add(word));
}

type Places = ReadonlyMap<string, Kept & { readonly place: number }>;

function wrongWith(heard: readonly Heard[], places: Places): readonly string[] {
  let last = -1;
  return heard.flatMap((message) => {
    const row = places.get(message.msgid);
    if (!row) return [`${message.msgid} is missing: ${message.text}`];
    const isInOrder = row.place > last;
    last = row.place;
    if (!isInOrder) return [`${message.msgid} is before what was heard before it`];
    if (isSame(message, row, places)) return [];
    return [`${message.msgid} was ${JSON.stringify(message)}, and is ${JSON.stringify(row)}`];
  });
}

/** Words may be gone where their sender has asked for it, and must be where somebody was told so. */
function isSame({ kind, target, text }: Heard, row: Kept, places: Places): boolean {
  if (row.isRedacted) return row.kind === kind && row.text === "" && text.endsWith(REGRETTED);
  if (kind === "REDACT" && !places.get(text)?.isRedacted) return false;
  return row.kind === kind && row.target === target && row.text === text;
}
