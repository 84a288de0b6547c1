/** What is written into history, and what is read from it. */
import type { LastingWrite } from "./lasting.ts";
import type { Source } from "./message.ts";
import type { EventPlace } from "./msgid.ts";

/** A message, a tag message that is kept (a reaction), or an event in a target. Only its meaning, never wire text. */
export interface RowWrite extends EventPlace {
  readonly write?: "row";
  readonly timeMs: number;
  readonly kind: string;
  /** Folded channel, or the sorted pair of user ids of a private talk. */
  readonly target: string;
  readonly senderId: string;
  readonly source: Source;
  readonly body: string;
  /** What stands between target and text: of a KICK who, of a MODE its changes. */
  readonly params?: readonly string[];
  /**
   * Where the sender cut a line that goes on (multiline-concat), as rising offsets into `body`. The body itself is what was
   * meant: its lines with "\n" between them, cut nowhere else. https://ircv3.net/specs/extensions/multiline
   */
  readonly cuts?: readonly number[];
  /** Client-only tags that are kept, by name with `+`, unescaped; and the one that names a relay (relay-nick.ts). */
  readonly tags?: Readonly<Record<string, string>>;
  /** The msgid this answers or reacts to. */
  readonly replyTo?: string;
}

/** Takes a message's words away; stands in the target as a row of its own, whose body is the reason. */
export interface RedactionWrite extends Omit<RowWrite, "write"> {
  readonly write: "redaction";
  /** The msgid of the message that loses its words. It is in the same target, or nothing happens to it. */
  readonly replyTo: string;
}

/** Gives a channel another name; stands in the channel as a row of its own. */
export interface RenameWrite extends Omit<RowWrite, "write"> {
  readonly write: "rename";
  /** Folded. What a former channel of this name has said is found under no name any more. */
  readonly newTarget: string;
}

/** Stands in a target, as a row of its own. */
export type TargetWrite = RowWrite | RedactionWrite | RenameWrite;

/**
 * Forgets a person: from now on no query finds what was written with this sender so far, in whatever target, and nothing of it
 * stays in the files. What others said to the person stays theirs. What is written under this id later is kept as ever.
 */
export interface ForgetWrite extends EventPlace {
  readonly write: "forget";
  readonly timeMs: number;
  readonly senderId: string;
}

/** All that history keeps, each in its place in the order. */
export type HistoryWrite = TargetWrite | LastingWrite | ForgetWrite;

/** Who took a message's words away, when, and why. */
export interface Redaction {
  readonly msgid: string;
  readonly timeMs: number;
  readonly senderId: string;
  readonly source: Source;
  readonly reason: string;
}

/** What was kept. A redacted message has its place and its sender, but neither body nor tags, and "forgotten" where its redactor is. */
export interface HistoryRow extends Omit<RowWrite, "write"> {
  readonly redaction?: Redaction | "forgotten";
}

/** What people have said, as opposed to what has happened. */
export const SAID_KINDS: readonly string[] = ["PRIVMSG", "NOTICE"];

const PRESENCE_KINDS: ReadonlySet<string> = new Set([
  "JOIN",
  "PART",
  "QUIT",
  "NICK",
  "MODE",
  "KICK",
  "TOPIC",
  "RENAME",
]);

export function standsInTarget(write: HistoryWrite): write is TargetWrite {
  return write.write !== "lasting" && write.write !== "forget";
}

/** What is so in any case, and is shown to people even while the disk refuses: it is written as soon as the disk is back. */
export function hasHappened(write: HistoryWrite): boolean {
  switch (write.write) {
    case "lasting":
      return write.hasHappened;
    case "redaction":
    case "forget":
      return false;
    default:
      return PRESENCE_KINDS.has(write.kind);
  }
}

/** The name under which a former channel's rows stay, once another channel takes its name: no channel has a space in it. */
export function formerName(name: string, sequence: number): string {
  return `${name} ${sequence}`;
}

/** A private talk's target: the same whoever speaks. */
export function pairTarget(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** The two identities of a private talk; undefined for a channel. */
export function pairOf(target: string): readonly [string, string] | undefined {
  const [one, other, ...more] = target.split(" ");
  if (one === undefined || other === undefined || more.length > 0 || target.startsWith("#")) return undefined;
  return [one, other];
}

/** What was asked for, which decides how it is shown. */
export interface HistoryView {
  readonly purpose: "page" | "targets" | "search" | "recent" | "missed" | "log";
  /** As the asker wrote it; of a private talk, the other's nick. "" where there is none. */
  readonly target: string;
  /** What targets are called, of which rows know other names: folded, and behind a door. */
  readonly shownAs?: Readonly<Record<string, string>>;
  /** Of CHATHISTORY, as the asker wrote it: an error names it. */
  readonly subcommand?: string;
  /** The asker's identity: what it said itself in private was said to the other. */
  readonly self: string;
}

/** What became of a question. */
export interface HistoryAnswer {
  readonly view: HistoryView;
  readonly found: readonly HistoryRow[] | Error;
}
