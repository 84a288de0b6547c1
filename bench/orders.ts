/** The orders to the load generator and what it reports, passed between the processes as JSON. */
import type { IrcOrder, IrcReports } from "./irc/orders.ts";
import type { PlainOrder, PlainReports } from "./plain/orders.ts";

export interface OnServer {
  readonly port: number;
  /** Of the server, to read its CPU time and memory. */
  readonly pid: number;
}

export type Order = PlainOrder | IrcOrder;
export type Reports = PlainReports & IrcReports;
