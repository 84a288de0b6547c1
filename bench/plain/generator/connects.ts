/** How many people can come a second: connect, be answered, leave. */
import process from "node:process";
import { cpuSeconds } from "../../process-stats.ts";
import type { ConnectOrder, ConnectReport } from "../orders.ts";

/** At the same time; fewer than what servers let wait to be accepted. */
const UNDER_WAY = 200;
const WARM_UP = 1_000;

export async function connects(order: ConnectOrder): Promise<ConnectReport> {
  await visitors(order, WARM_UP);
  const before = { serverCpu: cpuSeconds(order.pid), ownCpu: process.cpuUsage(), ms: performance.now() };
  const answered = await visitors(order, order.connections);
  const seconds = (performance.now() - before.ms) / 1000;
  const ownCpu = process.cpuUsage(before.ownCpu);
  return {
    answered,
    seconds,
    serverCpuSeconds: cpuSeconds(order.pid) - before.serverCpu,
    generatorCpuSeconds: (ownCpu.user + ownCpu.system) / 1e6,
  };
}

/** @returns how many of them were answered. */
async function visitors(order: ConnectOrder, count: number): Promise<number> {
  let left = count;
  let answered = 0;
  const guests = Array.from({ length: UNDER_WAY }, async () => {
    while (left-- > 0) if (await visit(order)) answered++;
  });
  await Promise.all(guests);
  return answered;
}

/** @returns whether the server said anything before the connection closed. */
function visit({ port, firstWords }: ConnectOrder): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let answered = false;
    Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        open: (socket) => {
          if (firstWords !== "") socket.write(firstWords);
        },
        data: (socket) => {
          answered = true;
          socket.end();
        },
        close: () => resolve(answered),
      },
    }).catch(reject);
  });
}
