/** The servers that are compared: started pinned to one core, ended by their process id. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";

/** The server has a core for itself, the generator the other; on a larger machine the rest stays free. */
const SERVER_CORE = "0";
const START_MS = 20_000;

export interface ServerKind {
  readonly name: string;
  readonly command: (port: number) => readonly string[];
  /** What makes it speak at once; ours listens for 300 ms first, unless something is said. */
  readonly firstWords: string;
}

const PROGRAMS = "tests/programs";

const tutorial = (name: string, file: string): ServerKind => ({
  name,
  command: (port) => ["python3", `${PROGRAMS}/${file}`, "127.0.0.1", String(port)],
  firstWords: "",
});

export const THREADS = tutorial("thread per client (Python)", "thread_server.py");
export const ASYNCIO = tutorial("asyncio (Python)", "asyncio_server.py");
export const OURS: ServerKind = {
  name: "chat-server",
  command: (port) => [
    ...(existsSync("dist/chat-server") ? ["dist/chat-server"] : ["node_modules/.bin/bun", "server.ts"]),
    "127.0.0.1",
    String(port),
    "--no-flood-limits",
  ],
  firstWords: "/lang en\n",
};

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Resolves when the server accepts connections. */
export async function startServer(kind: ServerKind): Promise<RunningServer> {
  const port = await freePort();
  const [program = "", ...args] = kind.command(port);
  // `taskset` becomes the program, so that the process id is the server's.
  const child = spawn("taskset", ["-c", SERVER_CORE, program, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.add(child);
  child.on("exit", () => running.delete(child));
  const deadlineMs = performance.now() + START_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`Cannot start ${kind.name}: exit ${child.exitCode}`);
    if (performance.now() > deadlineMs) throw new Error(`Cannot start ${kind.name}: it does not accept`);
    await Bun.sleep(20);
  }
  return { port, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** Asks for a clean end, insists after 5 s. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const force = setTimeout(() => child.kill("SIGKILL"), 5_000);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(force);
}

/** For Ctrl-C. */
export function killServers(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** A new port each time: connections of the last server that are not quite closed do not disturb the next. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return Bun.connect({
    hostname: "127.0.0.1",
    port,
    // A plain end: a reset at once is more than some tutorial servers bear.
    socket: { open: (socket) => void socket.end(), data: () => {} },
  }).then(
    () => true,
    () => false,
  );
}

/** What the figures were measured with. */
export function versions(): string {
  const python = spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout.trim();
  return `Bun ${Bun.version}, ${python}`;
}
