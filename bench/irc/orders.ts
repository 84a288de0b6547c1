/** What is measured beside other IRC servers. */
import type { OnServer } from "../orders.ts";

interface OnIrcServer extends OnServer {
  /** So many clients register at the same time. */
  readonly atOnce: number;
}

/** What the members speak. The halves alternate; senders speak IRC without capabilities unless all have them. */
export type Mix = "irc" | "capable" | "half capable" | "half plain" | "half websocket";

/** Where the messages go: rooms are channels, or (of two members) the partner's nick. */
export interface Rooms {
  readonly target: "channel" | "partner";
  readonly rooms: number;
  readonly members: number;
  /** In each room. */
  readonly senders: number;
  readonly mix: Mix;
  readonly textBytes: number;
}

/** Senders keep `window` messages each in flight. */
export interface TalkOrder extends OnIrcServer, Rooms {
  readonly kind: "irc/talk";
  readonly window: number;
  readonly seconds: number;
}

export interface Deliveries {
  readonly expected: number;
  /** Complete lines whose every byte was the right one. */
  readonly delivered: number;
  /** Chunks that the clients read. */
  readonly reads: number;
  /** What was wrong first, for the error message. */
  readonly wrong: string | undefined;
}

export interface Effort {
  readonly seconds: number;
  /** Of everything else on the machine, as a share of these seconds: it should be idle. */
  readonly othersShare: number;
  readonly serverCpuSeconds: number;
  readonly generatorCpuSeconds: number;
}

/** Messages at a fixed rate, whatever the server does. */
export interface PaceOrder extends OnIrcServer, Rooms {
  readonly kind: "irc/pace";
  readonly messagesPerSecond: number;
  readonly seconds: number;
  /** For as long again, the last member does not read. */
  readonly stalled: boolean;
}

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface PaceReport extends Deliveries, Effort {
  readonly latency: Latency;
  /** The longest a message was sent after its time. */
  readonly latestMs: number;
  /** With `stalled`: of the others, while one did not read. */
  readonly whileStalled: Latency | undefined;
  readonly memoryGrowthBytes: number;
  readonly stalledWasClosed: boolean;
}

export interface RegisterReport extends Effort {
  readonly connections: number;
}

export interface RegisterOrder extends OnIrcServer {
  readonly kind: "irc/register";
  readonly connections: number;
}

/** All clients join one channel at once. */
export interface JoinOrder extends OnIrcServer {
  readonly kind: "irc/join";
  readonly clients: number;
  /** Whether NAMES must list everybody who is there. */
  readonly allNames: boolean;
}

export interface IdleOrder extends OnIrcServer {
  readonly kind: "irc/idle";
  readonly connections: number;
}

export interface IdleReport {
  /** Growth after a first crowd had come. */
  readonly bytesPerConnection: number;
  /** Growth from the server that nobody had spoken to yet. */
  readonly bytesPerConnectionInAll: number;
}

export type IrcOrder = TalkOrder | PaceOrder | RegisterOrder | JoinOrder | IdleOrder;
export interface IrcReports {
  readonly "irc/talk": Deliveries & Effort;
  readonly "irc/pace": PaceReport;
  readonly "irc/register": RegisterReport;
  readonly "irc/join": Deliveries & Effort;
  readonly "irc/idle": IdleReport;
}
