/** What goes into the rules (entries) and what comes out of them (effects). Plain data: it can be logged and replayed. */
import type { Message, Source } from "./message.ts";
import type { NumericName } from "./numerics.ts";

/** Names a session for as long as the server runs; never reused. */
export type SessionId = number;

/** The session of the person at the server's terminal. */
export const CONSOLE_SESSION: SessionId = 0;

export type SessionKind = "plain" | "datagram" | "console";

/** Why a session ended, as others are told: a key that each edge puts into words, or the words of a person. */
export type EndReason =
  | { readonly kind: "closed" | "quit" | "silent" | "send-queue" | "shutdown" }
  | { readonly kind: "kicked"; readonly by: string; readonly text: string };

export type Entry =
  | {
      readonly kind: "connect";
      readonly session: SessionId;
      readonly sessionKind: SessionKind;
      readonly host: string;
    }
  | { readonly kind: "message"; readonly session: SessionId; readonly message: Message }
  | { readonly kind: "disconnect"; readonly session: SessionId; readonly reason: EndReason };

/** An entry in the one total order. */
export interface StampedEntry {
  /** Strictly rising, below 2^53; gaps are allowed. */
  readonly sequence: number;
  /** Milliseconds since 1970, never falling. */
  readonly timeMs: number;
  readonly entry: Entry;
}

/** Something that happened, as everybody who may know of it is told. */
export interface ChatEvent extends Message {
  readonly source: Source;
  readonly msgid: string;
  readonly timeMs: number;
}

/** One message that history keeps. */
export interface HistoryRecord {
  readonly sequence: number;
  readonly index: number;
  readonly msgid: string;
  readonly timeMs: number;
  readonly kind: string;
  /** Folded channel, or the sorted pair of user ids of a private talk. */
  readonly target: string;
  readonly senderId: string;
  readonly source: Source;
  readonly body: string;
}

export type Effect =
  | {
      readonly kind: "reply";
      readonly to: SessionId;
      readonly name: NumericName;
      readonly params: readonly string[];
    }
  | {
      readonly kind: "deliver";
      /** Everybody concerned, the sender included; who gets an echo is the edge's business. Never mutated. */
      readonly to: readonly SessionId[];
      readonly sender: SessionId;
      readonly event: ChatEvent;
      /** Dropped when the record of this msgid cannot be stored. */
      readonly needsRecord: boolean;
    }
  | { readonly kind: "record"; readonly session: SessionId; readonly record: HistoryRecord }
  /** The session is gone from the rules; its connection says goodbye and closes. */
  | { readonly kind: "close"; readonly session: SessionId; readonly reason: EndReason }
  /** For the server's terminal and log. */
  | { readonly kind: "came"; readonly session: SessionId; readonly source: Source }
  | {
      readonly kind: "went";
      readonly session: SessionId;
      readonly source: Source;
      readonly reason: EndReason;
    };
