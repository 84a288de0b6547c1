/** Deliveries a second, ours beside the tutorial servers. */

import { measure } from "../measure.ts";
import type { ServerKind } from "../servers.ts";
import { figure, median, percent, table } from "../statistics.ts";
import type { FanoutReport } from "./orders.ts";
import { ASYNCIO, OURS, THREADS } from "./servers.ts";

const SERVERS = [OURS, THREADS, ASYNCIO];
const LINE_BYTES = 100;
const SENDERS = 10;

interface Shape {
  readonly clients: number;
  readonly window: number;
}

const SHAPES: readonly Shape[] = [
  { clients: 100, window: 32 },
  { clients: 1_000, window: 32 },
  { clients: 100, window: 1 },
  { clients: 1_000, window: 1 },
];

const orderOf = ({ clients, window }: Shape, seconds: number, verify: boolean) => ({
  kind: "fanout" as const,
  clients,
  window,
  senders: SENDERS,
  lineBytes: LINE_BYTES,
  seconds,
  verify,
});

export async function reportFanout(rounds: number, seconds: number): Promise<string> {
  for (const server of SERVERS) await verify(server);
  const parts: string[] = [];
  for (const shape of SHAPES) {
    parts.push(`### ${shape.clients} clients, ${SENDERS} senders, ${shape.window} in flight each`);
    parts.push(compare(await interleaved(shape, rounds, seconds)));
  }
  return parts.join("\n\n");
}

/** Once per server, before anything is timed: every byte of every delivery is the right one. */
async function verify(server: ServerKind): Promise<void> {
  const report = await measure(server, orderOf({ clients: 100, window: 32 }, 1, true));
  assertComplete(server, report);
}

/** Round by round, so that a machine that gets slower slows all of them down. */
async function interleaved(
  shape: Shape,
  rounds: number,
  seconds: number,
): Promise<ReadonlyMap<ServerKind, FanoutReport[]>> {
  const reports = new Map<ServerKind, FanoutReport[]>(SERVERS.map((server) => [server, []]));
  for (let round = 0; round < rounds; round++) {
    for (const server of SERVERS) {
      const report = await measure(server, orderOf(shape, seconds, false));
      assertComplete(server, report);
      reports.get(server)?.push(report);
    }
  }
  return reports;
}

function assertComplete({ name }: ServerKind, { expected, delivered, wrongClients }: FanoutReport): void {
  if (delivered === expected && wrongClients === 0 && expected > 0) return;
  throw new Error(
    `${name} delivered ${delivered} of ${expected}; ${wrongClients} clients got something else`,
  );
}

function compare(reports: ReadonlyMap<ServerKind, readonly FanoutReport[]>): string {
  const ours = reports.get(OURS) ?? [];
  const rows = [...reports].map(([{ name }, runs]) => [
    name,
    figure(median(runs.map(rate))),
    figure(median(runs.map(({ serverCpuSeconds, delivered }) => (serverCpuSeconds / delivered) * 1e6))),
    `${figure(median(runs.map((run, round) => rateAt(ours, round) / rate(run))))} ×`,
    percent(median(runs.map(({ serverCpuSeconds, seconds }) => serverCpuSeconds / seconds))),
    percent(median(runs.map(({ generatorCpuSeconds, seconds }) => generatorCpuSeconds / seconds))),
    figure(runs.reduce((sum, { delivered }) => sum + delivered, 0)),
  ]);
  return table(
    [
      "server",
      "deliveries/s",
      "server CPU s per million",
      "ours is",
      "server's core",
      "generator's core",
      "deliveries counted",
    ],
    rows,
  );
}

const rate = ({ delivered, seconds }: FanoutReport): number => delivered / seconds;

function rateAt(runs: readonly FanoutReport[], round: number): number {
  const run = runs[round];
  return run ? rate(run) : Number.NaN;
}
