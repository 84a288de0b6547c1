/** The servers that are compared: started pinned to one core, ended by their process id. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** The server has a core for itself, the generator the other; on a larger machine the rest stays free. */
const SERVER_CORE = "0";
const START_MS = 20_000;

export interface ServerKind {
  readonly name: string;
  /** The program and its arguments; may write a file of settings first. */
  readonly command: (port: number) => readonly string[];
}

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
