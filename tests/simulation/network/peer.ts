/** Who is at the client's end of a connection, how it reads, and the weather in between. */

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

export interface Weather {
  /** One way, in milliseconds; each delivery takes between half of it and all of it. */
  latencyMs: number;
  /** Bytes both kernels together hold in one direction. */
  kernelBytes: number;
  /** How often what was written arrives in pieces. */
  splitting: number;
  /** After how long the system gives up a peer that is gone, in milliseconds. */
  readonly lostPeerMs: number;
}
