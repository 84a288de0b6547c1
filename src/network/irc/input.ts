/** Where an IRC conversation's lines come from: bytes in lines, or WebSocket messages. */
import type { FramedLine } from "../../protocol/line-framer.ts";

export type { FramedLine };

/** What a client sent next; `close` where the stream below says goodbye. */
export type IncomingLine = FramedLine | { readonly kind: "close" };

export interface LineSource {
  push(bytes: Uint8Array): void;
  next(): IncomingLine | undefined;
  /** The unfinished line, since the stream has ended. */
  finish(): IncomingLine | undefined;
}
