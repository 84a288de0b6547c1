/** What is measured beside the tutorial servers. */
import type { OnServer } from "../orders.ts";

/** Senders keep `window` messages each in flight; every client receives. */
export interface FanoutOrder extends OnServer {
  readonly kind: "fanout";
  readonly clients: number;
  readonly senders: number;
  readonly window: number;
  readonly lineBytes: number;
  readonly seconds: number;
  /** Look at every byte of every delivery; too slow to be timed. */
  readonly verify: boolean;
}

export interface FanoutReport {
  readonly messages: number;
  /** messages × (clients - 1) */
  readonly expected: number;
  readonly delivered: number;
  /** Clients that received too much, too little or, with `verify`, something else. */
  readonly wrongClients: number;
  readonly seconds: number;
  readonly serverCpuSeconds: number;
  readonly generatorCpuSeconds: number;
}

/** Connections that say nothing. */
export interface IdleOrder extends OnServer {
  readonly kind: "idle";
  readonly connections: number;
}

export interface IdleReport {
  /** Growth after a first crowd had come. */
  readonly bytesPerConnection: number;
  /** Growth from the server that nobody had spoken to yet: what is allocated and compiled only once included. */
  readonly bytesPerConnectionInAll: number;
}

/** Connect, be answered, close; again and again. */
export interface ConnectOrder extends OnServer {
  readonly kind: "connect";
  readonly connections: number;
  /** What the client says first; empty where the server speaks first. */
  readonly firstWords: string;
}

export interface ConnectReport {
  readonly answered: number;
  readonly seconds: number;
  readonly serverCpuSeconds: number;
  readonly generatorCpuSeconds: number;
}

/** One of the receivers stops reading for a while. */
export interface StallOrder extends OnServer {
  readonly kind: "stall";
  readonly clients: number;
  readonly senders: number;
  readonly window: number;
  readonly lineBytes: number;
  readonly seconds: number;
}

export interface StallReport {
  /** The longest time without a delivery to any one of the others, before and while one does not read. */
  readonly longestGapBeforeMs: number;
  readonly longestGapDuringMs: number;
  /** Of the others, how many did not get every message. */
  readonly wrongClients: number;
}

export type PlainOrder = FanoutOrder | IdleOrder | ConnectOrder | StallOrder;
export interface PlainReports {
  readonly fanout: FanoutReport;
  readonly idle: IdleReport;
  readonly connect: ConnectReport;
  readonly stall: StallReport;
}
