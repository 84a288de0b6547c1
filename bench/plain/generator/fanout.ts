/** How many deliveries a second, and how much of the server's CPU each costs. */
import process from "node:process";
import { cpuSeconds } from "../../process-stats.ts";
import type { FanoutOrder, FanoutReport } from "../orders.ts";
import { Crowd, until } from "./crowd.ts";
import { learnPrefix, Traffic } from "./traffic.ts";

const WARM_UP_MS = 1_000;

export async function fanout(order: FanoutOrder): Promise<FanoutReport> {
  const crowd = new Crowd(order.port);
  await crowd.join(order.clients);
  const traffic = new Traffic(crowd, order, await learnPrefix(crowd, order.lineBytes));
  await burst(crowd, traffic, WARM_UP_MS);
  await crowd.quiet();
  traffic.forget();

  const checkers = order.verify ? traffic.checkEveryLine() : [];
  const before = { serverCpu: cpuSeconds(order.pid), ownCpu: process.cpuUsage(), ms: performance.now() };
  const lastMs = await burst(crowd, traffic, order.seconds * 1000);
  const ownCpu = process.cpuUsage(before.ownCpu);
  const serverCpuSeconds = cpuSeconds(order.pid) - before.serverCpu;
  // What comes too much comes now.
  await crowd.quiet();

  const report = {
    messages: traffic.messages,
    expected: traffic.messages * (order.clients - 1),
    delivered: crowd.bytes / traffic.deliveryBytes,
    wrongClients: traffic.wrongClients() + checkers.filter(({ wrongLines }) => wrongLines > 0).length,
    seconds: (lastMs - before.ms) / 1000,
    serverCpuSeconds,
    generatorCpuSeconds: (ownCpu.user + ownCpu.system) / 1e6,
  };
  crowd.leave();
  return report;
}

/** Sends for a while, then waits for what is on its way. @returns the time of the last delivery, on performance.now. */
async function burst(crowd: Crowd, traffic: Traffic, durationMs: number): Promise<number> {
  let lastMs = performance.now();
  traffic.start();
  await Bun.sleep(durationMs);
  traffic.stop();
  const all = traffic.messages * (crowd.clients.length - 1) * traffic.deliveryBytes;
  crowd.onBytes = () => {
    lastMs = performance.now();
  };
  lastMs = performance.now();
  await until(`${all} bytes (${traffic.messages} messages)`, () => crowd.bytes >= all).catch(() => {
    // A server that loses messages is reported with what it did deliver.
  });
  crowd.onBytes = undefined;
  return lastMs;
}
