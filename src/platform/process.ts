/** The process around the program: arguments, environment, signals, exit. The same code serves both runtimes. */
import { readFileSync, writeSync } from "node:fs";
import process from "node:process";
import { isatty } from "node:tty";

/** The command line without the program's own name. */
export function commandLine(): string[] {
  return process.argv.slice(2);
}

export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** Exit codes people's scripts rely on; 64 and up are those of BSD's sysexits.h. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  unavailable: 69,
  noPermission: 77,
  config: 78,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Ends the process at once. What was written to a pipe before is kept by the system. */
export function exit(status: ExitStatus): never {
  process.exit(status);
}

/** Calls `handler` for SIGINT and SIGTERM, instead of the default end. */
export function onStopSignal(handler: (signal: "SIGINT" | "SIGTERM") => void): void {
  process.on("SIGINT", () => handler("SIGINT"));
  process.on("SIGTERM", () => handler("SIGTERM"));
}

/**
 * Calls `handler` for SIGHUP, instead of the default end. It has two meanings: `lost` where the terminal this program was
 * started on is gone, `asked` where somebody sent it.
 */
export function onHangUp(handler: (meaning: "asked" | "lost") => void): void {
  const hadTerminal = isatty(0);
  // Reading from and writing to a terminal that is gone fails; the signal says all there is to say about it.
  const streams = hadTerminal ? [process.stdin, process.stdout, process.stderr] : [];
  for (const stream of streams) stream.on("error", () => {});
  process.on("SIGHUP", () => handler(hadTerminal && !isatty(0) ? "lost" : "asked"));
}

/**
 * How many files and sockets this process may have open: the soft limit. Both runtimes raise theirs at the start as
 * far as they may. 1024, the usual default, where the system does not tell (only Linux has /proc).
 */
export function openFilesMax(): number {
  try {
    const row = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    if (row === "unlimited") return 1_000_000;
    return Number(row ?? 1024);
  } catch {
    return 1024;
  }
}

/** Writes a line to stdout before it returns. A reader that is gone or slow loses it; the program goes on. */
export function writeLine(text: string): void {
  writeNow(process.stdout.fd, `${text}\n`);
}

/** The same to stderr. */
export function writeErrorLine(text: string): void {
  writeNow(process.stderr.fd, `${text}\n`);
}

/** How often a full pipe is tried again: for about a second, since `chat-server --licenses | less` reads page by page. */
const WRITE_TRIES_MAX = 1_000;

function writeNow(fd: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  let written = 0;
  for (let tries = 0; written < bytes.length && tries < WRITE_TRIES_MAX; tries++) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
