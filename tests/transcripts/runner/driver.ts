/** How a transcript reaches a server: in memory, over a socket, over a WebSocket. */
import type { RuleSettings } from "../../../src/protocol/rule-settings.ts";
import type { Inbox } from "./inbox.ts";

/** One person's connection. */
export interface Peer {
  readonly inbox: Inbox;
  /** Sends bytes; a whole line gets its end, or is a message of its own. */
  send(bytes: Uint8Array, piece: "line" | "part"): void;
  /** Breaks the connection off without a word. */
  vanish(): void;
}

/** A running server with nobody on it. */
export interface Stage {
  connect(language: "irc" | "plain"): Promise<Peer>;
  /** Resolves when everything sent so far was handled, and what `peer` is told of it has arrived. */
  settle(peer: Peer, standing: "registered" | "stranger"): Promise<void>;
  /** Resolves when `peer` has a line to read, is closed, or will have neither. */
  line(peer: Peer): Promise<void>;
  /** Makes an operator of somebody, by nick. */
  makeOperator(nick: string): void;
  /** Lets time pass. */
  wait(ms: number): void;
  stop(): Promise<void>;
}

export interface Driver {
  readonly name: string;
  open(settings: Partial<RuleSettings>): Promise<Stage>;
}
