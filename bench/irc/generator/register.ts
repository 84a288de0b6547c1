/** How many people can register a second. They stay. */
import type { RegisterOrder, RegisterReport } from "../orders.ts";
import { Crowd } from "./crowd.ts";
import { IRC } from "./dialects.ts";
import { Stopwatch } from "./stopwatch.ts";

const WARM_UP = 500;

export async function register(order: RegisterOrder): Promise<RegisterReport> {
  const crowd = new Crowd(order);
  await crowd.register(new Array(WARM_UP).fill(IRC));
  const stopwatch = new Stopwatch(order.pid);
  await crowd.register(new Array(order.connections).fill(IRC));
  const effort = stopwatch.stop(crowd.lastReadMs);
  await crowd.quiet();
  crowd.leave();
  return { ...effort, connections: order.connections };
}
