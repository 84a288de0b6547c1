/** What a registered connection that says nothing costs the server's memory. */
import { residentBytes } from "../../process-stats.ts";
import type { IdleOrder, IdleReport } from "../orders.ts";
import { Crowd } from "./crowd.ts";
import { IRC } from "./dialects.ts";

/** So many come first, for what a server allocates and compiles only once. */
const FIRST = 500;
const SETTLE_MS = 3_000;

export async function idle(order: IdleOrder): Promise<IdleReport> {
  const { pid, connections } = order;
  const crowd = new Crowd(order);
  const untouched = residentBytes(pid);
  const residentWith = async (more: number): Promise<number> => {
    await crowd.register(new Array(more).fill(IRC));
    await Bun.sleep(SETTLE_MS);
    crowd.assertAllThere();
    return residentBytes(pid);
  };
  const before = await residentWith(FIRST);
  const after = await residentWith(connections);
  crowd.leave();
  return {
    bytesPerConnection: (after - before) / connections,
    bytesPerConnectionInAll: (after - untouched) / (FIRST + connections),
  };
}
