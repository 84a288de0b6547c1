/** Hands one order to a load generator of its own, on a core of its own. */
import { spawnSync } from "node:child_process";
import process from "node:process";
import type { Order, Reports } from "./orders.ts";
import { type RunningServer, type ServerKind, startServer } from "./servers.ts";

const GENERATOR_CORE = "1";
const LIMIT_MS = 180_000;

type OrderOf<Kind extends Order["kind"]> = Omit<Extract<Order, { kind: Kind }>, "port" | "pid"> & {
  readonly kind: Kind;
};

/** Starts a fresh server, measures it, ends it. */
export async function measure<Kind extends Order["kind"]>(
  kind: ServerKind,
  order: OrderOf<Kind>,
): Promise<Reports[Kind]> {
  const server = await startServer(kind);
  try {
    return generate(server, order);
  } finally {
    await server.stop();
  }
}

function generate<Kind extends Order["kind"]>(
  { port, pid }: RunningServer,
  order: OrderOf<Kind>,
): Reports[Kind] {
  const { stdout, status, error } = spawnSync(
    "taskset",
    ["-c", GENERATOR_CORE, process.execPath, "bench/generator.ts", JSON.stringify({ ...order, port, pid })],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: LIMIT_MS },
  );
  if (status !== 0)
    throw new Error(`The load generator failed (${order.kind}): ${error ?? `exit ${status}`}`);
  return JSON.parse(stdout);
}
