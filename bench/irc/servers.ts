/** chat-server beside two IRC servers of the field, and beside the least that may be called one. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ourCommand } from "../our-command.ts";
import type { ServerKind } from "../servers.ts";
import { FIRST_CHANNEL } from "./names.ts";
import { inspircdSettings, ngircdSettings } from "./peer-settings.ts";

export interface IrcServer extends ServerKind {
  /** So many clients register at the same time: fewer than it lets wait to be accepted, since a SYN without a place comes back after 1 s. */
  readonly atOnce: number;
}

/** Bun lets 512 wait. */
const BUN_AT_ONCE = 400;

const COMMON_FLAGS = ["--no-udp", "--channel", FIRST_CHANNEL];

/** In memory, as the peers: they keep nothing. */
export const OURS: IrcServer = {
  name: "chat-server",
  command: (port) => ourCommand(port, COMMON_FLAGS),
  atOnce: BUN_AT_ONCE,
};

/** SQLite, synchronous=FULL, a new file for each run. */
export const OURS_ON_DISK: IrcServer = {
  name: "chat-server on disk",
  command: (port) => ourCommand(port, ["--data", join(ownFolder(), String(port)), ...COMMON_FLAGS]),
  atOnce: BUN_AT_ONCE,
};

/** Every flush takes 20 ms more: a worn memory card, a network share. */
export const OURS_ON_SLOW_DISK: IrcServer = {
  name: "chat-server, flush + 20 ms",
  // The tracer is a process of its own, so that the process id stays the server's; only flushes stop at it.
  command: (port) => [
    ...["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null"],
    ...["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_exit=20000"],
    ...OURS_ON_DISK.command(port),
  ],
  atOnce: BUN_AT_ONCE,
};

export const BARE_LOOP: IrcServer = {
  name: "bare loop",
  command: (port) => ["node_modules/.bin/bun", "bench/bare-loop.ts", String(port)],
  atOnce: BUN_AT_ONCE,
};

export const NGIRCD: IrcServer = {
  name: "ngircd",
  command: (port) => ["ngircd", "--nodaemon", "--config", settingsFile("ngircd.conf", ngircdSettings(port))],
  // Its backlog is 10.
  atOnce: 10,
};

export const INSPIRCD: IrcServer = {
  name: "InspIRCd",
  command: (port) => [
    ...["inspircd", "--nofork", "--nolog", "--nopid", "--runasroot"],
    ...["--config", settingsFile("inspircd.conf", inspircdSettings(port))],
  ],
  // It completes registrations once a second.
  atOnce: 1_000,
};

export const ALL: readonly IrcServer[] = [OURS, NGIRCD, INSPIRCD, BARE_LOOP];

let folder: string | undefined;

/** A temporary folder that goes with this process. */
function ownFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "chat-bench-"));
    process.on("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

/** @returns the path. */
function settingsFile(name: string, text: string): string {
  const path = join(ownFolder(), name);
  writeFileSync(path, text);
  return path;
}
