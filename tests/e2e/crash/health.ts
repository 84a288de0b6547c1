/** What the server says of itself: over HTTP to a load balancer, and in its log to people. */
import { assertEquals } from "@std/assert";
import { until } from "../programs.ts";
import type { RunningServer } from "../running_server.ts";

/** The status of `/readyz`, whether it takes what people say, and of `/healthz`, whether it lives. */
export async function health({ port }: RunningServer): Promise<readonly [ready: number, live: number]> {
  const [ready, live] = await Promise.all(["readyz", "healthz"].map((page) => statusOf(port, page)));
  return [ready ?? 0, live ?? 0];
}

async function statusOf(port: number, page: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/${page}`);
  await response.text();
  return response.status;
}

export async function isReady(server: RunningServer): Promise<void> {
  await until(
    async () => (await health(server))[0] === 200,
    () => `the server is ready again: ${server.stdout}`,
  );
}

/** Waits until the log has said so much of the disk; it has said nothing else. */
export async function logSaysOfDisk(server: RunningServer, ...events: readonly string[]): Promise<void> {
  const said = (): readonly string[] => server.stdout.match(/ disk-[a-z]+ /g) ?? [];
  await until(
    () => said().length >= events.length,
    () => `${events} in the log: ${server.stdout}`,
  );
  assertEquals(
    said().map((event) => event.trim()),
    events,
  );
}
