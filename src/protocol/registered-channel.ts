/** Channels that last, as plain data: whose they are, and how they are kept. */
import type { ChannelFlag, PrefixLetter } from "./modes.ts";

/** What somebody may be in a channel whenever they come in, by their account; its founder is that by founding it. */
export type AccessLetter = Exclude<PrefixLetter, "q">;

/** Whose a registered channel is. Never mutated. */
export interface Ownership {
  /** Accounts are named by their ids: a name may become another's, an id never does. */
  readonly founder: string;
  readonly registeredAtMs: number;
  /** By account, who has had it longest first. */
  readonly access: Readonly<Record<string, AccessLetter>>;
  /** Who is asked to be its founder. */
  readonly offeredTo?: string;
}

/** What is on the disk before it is so. */
export type ChannelChange =
  | { readonly what: "registered"; readonly founder: string; readonly atMs: number }
  | { readonly what: "dropped" }
  /** Without a letter: none any more. */
  | { readonly what: "access"; readonly account: string; readonly letter?: AccessLetter }
  /** Without an account: to nobody any more. */
  | { readonly what: "offered"; readonly account?: string }
  | { readonly what: "transferred"; readonly account: string };

export interface ListRecord {
  readonly mask: string;
  readonly setBy: string;
  readonly setAtMs: number;
}

/** Under which names history keeps what was said behind the channel's doors. docs/decisions/0017-what-was-said-behind-a-door.md */
export interface DoorRecord {
  readonly mark?: string;
  readonly life?: string;
  readonly closed: readonly string[];
  readonly ranked: readonly string[];
}

/** A channel as a row keeps it. Who is in it is not part of it. */
export interface ChannelRecord {
  readonly name: string;
  /** Absent where it lasts only as long as somebody stays in it without devices. */
  readonly ownership?: Ownership;
  readonly createdAtMs: number;
  /** What was said before this entry its operators do not take back. */
  readonly createdAtSequence: number;
  readonly topic?: { readonly text: string; readonly setBy: string; readonly setAtMs: number };
  readonly flags: readonly ChannelFlag[];
  readonly key?: string;
  readonly limit?: number;
  readonly forward?: string;
  readonly lists: Readonly<Record<"b" | "e" | "I", readonly ListRecord[]>>;
  readonly door: DoorRecord;
  /** What its operators tell of it, by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A name under which there shall be no channel. */
export interface PurgeRecord {
  readonly name: string;
  /** The operator's name. */
  readonly by: string;
  readonly atMs: number;
  /** "" for none. */
  readonly reason: string;
}
