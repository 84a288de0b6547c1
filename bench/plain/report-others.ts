/** Connections: how many a second, what a silent one costs, what one that does not read does to the others. */
import { measure } from "../measure.ts";
import { figure, median, percent, table } from "../statistics.ts";
import { ASYNCIO, OURS, THREADS } from "./servers.ts";

const SERVERS = [OURS, THREADS, ASYNCIO];

export async function reportConnects(rounds: number): Promise<string> {
  const connections = 10_000;
  const rows: string[][] = [];
  for (const server of SERVERS) {
    const runs = [];
    for (let round = 0; round < rounds; round++) {
      const run = await measure(server, { kind: "connect", connections, firstWords: server.firstWords });
      if (run.answered !== connections)
        throw new Error(`${server.name} answered ${run.answered} of ${connections}`);
      runs.push(run);
    }
    rows.push([
      server.name,
      figure(median(runs.map(({ seconds }) => connections / seconds))),
      `${figure(median(runs.map(({ serverCpuSeconds }) => (serverCpuSeconds / connections) * 1e6)))} µs`,
      percent(median(runs.map(({ serverCpuSeconds, seconds }) => serverCpuSeconds / seconds))),
      percent(median(runs.map(({ generatorCpuSeconds, seconds }) => generatorCpuSeconds / seconds))),
    ]);
  }
  return table(
    ["server", "connections/s", "server CPU per connection", "server's core", "generator's core"],
    rows,
  );
}

export async function reportIdle(rounds: number): Promise<string> {
  const connections = 9_000;
  const rows: string[][] = [];
  // A thread for each of 9,000 is more than many machines allow.
  for (const server of [OURS, ASYNCIO]) {
    const runs = [];
    for (let round = 0; round < rounds; round++)
      runs.push(await measure(server, { kind: "idle", connections }));
    rows.push([
      server.name,
      kilobytes(median(runs.map(({ bytesPerConnection }) => bytesPerConnection))),
      kilobytes(median(runs.map(({ bytesPerConnectionInAll }) => bytesPerConnectionInAll))),
    ]);
  }
  return table(["server", "memory per idle connection", "with what is allocated once"], rows);
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

export async function reportStall(rounds: number): Promise<string> {
  const order = {
    kind: "stall",
    clients: 100,
    senders: 10,
    window: 8,
    lineBytes: 2_000,
    seconds: 10,
  } as const;
  const rows: string[][] = [];
  for (const server of SERVERS) {
    const runs = [];
    for (let round = 0; round < rounds; round++) runs.push(await measure(server, order));
    rows.push([
      server.name,
      `${figure(median(runs.map(({ longestGapBeforeMs }) => longestGapBeforeMs)))} ms`,
      `${figure(median(runs.map(({ longestGapDuringMs }) => longestGapDuringMs)))} ms`,
      figure(Math.max(...runs.map(({ wrongClients }) => wrongClients))),
    ]);
  }
  return table(
    ["server", "longest gap before", "longest gap while one does not read", "others that missed something"],
    rows,
  );
}
