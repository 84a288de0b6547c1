/** Everything that is compared with the tutorial servers. */
import { reportFanout } from "./report-fanout.ts";
import { reportConnects, reportIdle, reportStall } from "./report-others.ts";

export interface PlainReport {
  readonly name: string;
  readonly title: string;
  readonly make: (rounds: number, seconds: number) => Promise<string>;
}

export const PLAIN_REPORTS: readonly PlainReport[] = [
  { name: "plain/fanout", title: "Deliveries", make: reportFanout },
  { name: "plain/connects", title: "Connections per second", make: reportConnects },
  { name: "plain/idle", title: "Memory of a silent connection", make: reportIdle },
  { name: "plain/stall", title: "One reader stops reading for 10 s", make: () => reportStall(1) },
];
