/** What a scenario's table shows. */
import { figure, median, percent } from "../statistics.ts";
import type {
  Deliveries,
  Effort,
  IdleReport,
  IrcReports,
  Latency,
  PaceReport,
  RegisterReport,
} from "./orders.ts";
import type { Report } from "./report.ts";
import type { Scenario } from "./scenarios.ts";

/** A median of the rounds. */
interface Column<R> {
  readonly head: string;
  readonly of: (report: R) => number;
  readonly show: (value: number) => string;
}

/** Those before the ratio, the first of which it is about, and those beside it. */
interface Layout<R> {
  readonly main: readonly [Column<R>, ...Column<R>[]];
  readonly aside: readonly Column<R>[];
}

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;
const seconds = (value: number): string => `${value.toFixed(3)} s`;
const kilobytes = (value: number): string => `${(value / 1000).toFixed(1)} KB`;
const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
const column = <R>(head: string, show: Column<R>["show"], of: Column<R>["of"]): Column<R> => ({
  head,
  of,
  show,
});

const perRead = column<Deliveries>("messages per read", figure, ({ delivered, reads }) => delivered / reads);
const counted = column<Deliveries>("deliveries counted", figure, ({ delivered }) => delivered);
const cores: readonly Column<Effort>[] = [
  column("server's core", percent, (run) => run.serverCpuSeconds / run.seconds),
  column("generator's core", percent, (run) => run.generatorCpuSeconds / run.seconds),
  column("other programs", percent, ({ othersShare }) => othersShare),
];

const TALK: Layout<Deliveries & Effort> = {
  main: [
    column("deliveries/s", figure, ({ delivered, seconds }) => delivered / seconds),
    column("CPU s per million", figure, (run) => (run.serverCpuSeconds / run.delivered) * 1e6),
  ],
  aside: [perRead, ...cores, counted],
};

const LATENCY: Layout<PaceReport> = {
  main: [
    column("p99", milliseconds, ({ latency }) => latency.p99Ms),
    column("p50", milliseconds, ({ latency }) => latency.p50Ms),
  ],
  aside: [column("sent too late by", milliseconds, ({ latestMs }) => latestMs), perRead, ...cores, counted],
};

const stalled = ({ whileStalled }: PaceReport): Latency =>
  whileStalled ?? { p50Ms: Number.NaN, p99Ms: Number.NaN };

const STALLED: Layout<PaceReport> = {
  main: [
    column("p99 of the others", milliseconds, (run) => stalled(run).p99Ms),
    column("p99 before", milliseconds, ({ latency }) => latency.p99Ms),
    column("× before", figure, (run) => stalled(run).p99Ms / run.latency.p99Ms),
    column("server's memory", megabytes, ({ memoryGrowthBytes }) => memoryGrowthBytes),
    column("closed", percent, ({ stalledWasClosed }) => Number(stalledWasClosed)),
  ],
  aside: [perRead, ...cores, counted],
};

const REGISTER: Layout<RegisterReport> = {
  main: [column("connections/s", figure, ({ connections, seconds }) => connections / seconds)],
  aside: [column("CPU", seconds, ({ serverCpuSeconds }) => serverCpuSeconds), ...cores],
};

const JOIN: Layout<Deliveries & Effort> = {
  main: [
    column("server CPU", seconds, ({ serverCpuSeconds }) => serverCpuSeconds),
    column("until all have seen all", seconds, (run) => run.seconds),
  ],
  aside: [perRead, ...cores, counted],
};

const IDLE: Layout<IdleReport> = {
  main: [
    column("per connection", kilobytes, ({ bytesPerConnection }) => bytesPerConnection),
    column("with what is allocated once", kilobytes, (run) => run.bytesPerConnectionInAll),
  ],
  aside: [],
};

/** The table, filled from the reports of one row. */
export interface Columns {
  readonly heads: readonly string[];
  readonly asideHeads: readonly string[];
  /** What the ratio is about. */
  readonly figure: (report: Report) => number;
  readonly cells: (runs: readonly Report[]) => string[];
  readonly aside: (runs: readonly Report[]) => string[];
}

export function columnsOf({ entrants }: Scenario): Columns {
  const order = entrants[0]?.order;
  if (order?.kind === "irc/pace" && order.stalled) return filled<"irc/pace">(STALLED);
  switch (order?.kind) {
    case "irc/pace":
      return filled<"irc/pace">(LATENCY);
    case "irc/register":
      return filled<"irc/register">(REGISTER);
    case "irc/join":
      return filled<"irc/join">(JOIN);
    case "irc/idle":
      return filled<"irc/idle">(IDLE);
    default:
      return filled<"irc/talk">(TALK);
  }
}

/** The reports of a scenario are all of its order's kind. */
function filled<Kind extends keyof IrcReports>({ main, aside }: Layout<IrcReports[Kind]>): Columns {
  const medians = (columns: readonly Column<IrcReports[Kind]>[], runs: readonly Report[]): string[] =>
    columns.map(({ of, show }) => show(median(runs.map((run) => of(run as IrcReports[Kind])))));
  return {
    heads: main.map(({ head }) => head),
    asideHeads: aside.map(({ head }) => head),
    figure: (report) => main[0].of(report as IrcReports[Kind]),
    cells: (runs) => medians(main, runs),
    aside: (runs) => medians(aside, runs),
  };
}
