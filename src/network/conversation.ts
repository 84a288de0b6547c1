/** What is spoken over one connection once its language is known. The connection hands it bytes and asks for its lines. */
import type { EndReason } from "../protocol/effects.ts";

export type Taken = "taken" | "none" | "held";

export interface Conversation {
  /** Takes the bytes of one read. */
  push(bytes: Uint8Array): void;
  /** Handles the next whole line. @returns "none" until more bytes come, "held" until what holds it back is over. */
  takeLine(): Taken;
  /** Whether anything has been said that is not blank: a silent connection may have to make room for others. */
  readonly hasSpoken: boolean;
  /** Whether its lines go into the order, and so wait while the disk is late. */
  readonly waitsForDisk: boolean;
  /** After this much silence (ms) the unfinished message is whole; undefined where silence means nothing. */
  pauseMs(): number | undefined;
  /** Handles the unfinished message: its pause is over, or the stream is. */
  finish(): void;
  /** Nothing more is read: tells the rules, whose answer closes the connection, unless they ended the session themselves. Idempotent. */
  end(reason: EndReason): void;
  /** Something of what was queued has left; absent where nothing waits for that. */
  sent?(): void;
  /** The connection goes on in another language: this one ends without a goodbye. */
  handOver(): void;
  /** The connection is closed; nothing may be sent any more. */
  closed(): void;
}
