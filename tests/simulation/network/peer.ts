/** Who is at the client's end of a connection, and how it reads. */
import type { Connection } from "../../../src/network/connection.ts";
import type { Address, SocketHandlers } from "../../../src/platform/types.ts";
import type { WayParts } from "./way.ts";

export interface Peer {
  opened(): void;
  received(bytes: Uint8Array): void;
  /** The server sends no more. */
  ended(): void;
  /** The connection is broken; what was on its way is lost. */
  broken(): void;
}

/** How the client takes what it is sent. */
export type Reading =
  | { readonly kind: "prompt" }
  | { readonly kind: "slow"; readonly bytes: number; readonly everyMs: number }
  | { readonly kind: "stopped" };

/** What a connection is made of. */
export interface LinkParts extends WayParts {
  readonly handlers: SocketHandlers<Connection | undefined>;
  readonly remote: Address;
  readonly peer: Peer;
}
