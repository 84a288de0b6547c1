/** Runs one command of the gate to its end, or to its time limit. */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

export interface CommandResult {
  readonly ok: boolean;
  /** What it wrote to stdout and stderr, in the order of arrival. */
  readonly output: string;
  readonly seconds: number;
}

/** How long to read on after the end of a command, in case something outside its group holds the pipes. */
const LAST_OUTPUT_MS = 2_000;

const running = new Set<ChildProcess>();

/** Each command is a process group of its own, so that the servers and clients its tests started end with it. */
export function runCommand(
  [program = "", ...args]: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly limitMs: number },
): Promise<CommandResult> {
  const startedMs = performance.now();
  const chunks: string[] = [];
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  child.stdout.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  const limit = setTimeout(() => {
    chunks.push(`\nStopped after ${options.limitMs / 1000} s, its time limit.\n`);
    killGroup(child);
  }, options.limitMs);
  return new Promise((resolve) => {
    const finish = (ok: boolean): void => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ ok, output: chunks.join(""), seconds: (performance.now() - startedMs) / 1000 });
    };
    child.on("error", (error) => {
      chunks.push(String(error));
      finish(false);
    });
    child.on("exit", (code) => {
      // What a test left behind would hold the pipes open, and the gate with them.
      killGroup(child);
      const lastOutput = setTimeout(finish, LAST_OUTPUT_MS, code === 0);
      child.on("close", () => {
        clearTimeout(lastOutput);
        finish(code === 0);
      });
    });
  });
}

/** For Ctrl-C, which reaches only the gate's own process group. */
export function stopRunningCommands(): void {
  for (const child of running) killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone, as it should be.
  }
}
