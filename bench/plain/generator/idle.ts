/** What a silent connection costs the server's memory. */

import { residentBytes } from "../../process-stats.ts";
import type { IdleOrder, IdleReport } from "../orders.ts";
import { Crowd } from "./crowd.ts";

/** So many come first, for what a server allocates and compiles only once. */
const FIRST_CONNECTIONS = 500;
const SETTLE_MS = 3_000;

export async function idle({ port, pid, connections }: IdleOrder): Promise<IdleReport> {
  const crowd = new Crowd(port);
  const untouched = residentBytes(pid);
  await crowd.join(FIRST_CONNECTIONS);
  await Bun.sleep(SETTLE_MS);
  const before = residentBytes(pid);
  await crowd.join(connections);
  await Bun.sleep(SETTLE_MS);
  const after = residentBytes(pid);
  const gone = crowd.clients.filter(({ closed }) => closed).length;
  if (gone > 0) throw new Error(`the server closed ${gone} silent connections`);
  crowd.leave();
  return {
    bytesPerConnection: (after - before) / connections,
    bytesPerConnectionInAll: (after - untouched) / (FIRST_CONNECTIONS + connections),
  };
}
