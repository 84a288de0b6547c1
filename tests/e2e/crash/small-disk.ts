/** A small disk of the test's own that can be filled and emptied under a server's feet. */
import { spawnSync } from "node:child_process";
import { closeSync, cpSync, openSync, rmSync, writeSync } from "node:fs";
import { TemporaryFolder } from "../../helpers/temporary-folder.ts";
import { Program, until } from "../programs.ts";
import type { RunningServer } from "../running_server.ts";

export interface SmallDisk extends AsyncDisposable {
  /** The data folder, as a server sees it. */
  readonly folder: string;
  /** Words before the command of a server that is to see it. */
  readonly within: readonly string[];
  /** From now on there is no room for another byte. */
  fill(server: RunningServer): void;
  /** There is room again. */
  empty(server: RunningServer): void;
  /** Copies the data folder to where a test can open it; the server has ended. */
  copyTo(folder: string): void;
}

/** Nothing else of Debian is needed; where the system allows no namespaces, the size of files is limited instead. */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = new TemporaryFolder();
  const unshare = WAYS.find((way) => canMount(way, folder.path));
  return unshare ? await TmpfsDisk.mount(folder, unshare) : limitedFiles(folder);
}

const SIZE_MB = 16;
const MOUNT = `mount -t tmpfs -o size=${SIZE_MB}m chat "$0"`;
/** As anybody, and as root where users may make no namespaces. */
const WAYS = [
  ["unshare", "--map-root-user", "--mount"],
  ["unshare", "--mount"],
] as const;

function canMount([command, ...args]: (typeof WAYS)[number], path: string): boolean {
  return spawnSync(command, [...args, "sh", "-c", MOUNT, path]).status === 0;
}

/** A file system in memory, which only those see who enter the namespace of a process that sleeps there. */
class TmpfsDisk implements SmallDisk {
  readonly folder: string;
  readonly within: readonly string[];
  readonly #mountPoint: TemporaryFolder;
  readonly #holder: Program;

  private constructor(mountPoint: TemporaryFolder, holder: Program, within: readonly string[]) {
    this.#mountPoint = mountPoint;
    this.#holder = holder;
    this.folder = mountPoint.at("data");
    this.within = within;
  }

  static async mount(mountPoint: TemporaryFolder, way: (typeof WAYS)[number]): Promise<TmpfsDisk> {
    const script = `${MOUNT} && echo mounted && exec sleep infinity`;
    const holder = new Program([...way, "sh", "-c", script, mountPoint.path]);
    await until(
      () => holder.stdout.includes("mounted"),
      () => `the disk is mounted: ${holder.stderr}`,
    );
    const user = way.includes("--map-root-user" as never) ? ["--user", "--preserve-credentials"] : [];
    const within = ["nsenter", `--target=${holder.process.pid}`, ...user, "--mount"];
    return new TmpfsDisk(mountPoint, holder, within);
  }

  fill(): void {
    const ballast = openSync(this.#seen("ballast"), "w");
    for (let bytes = 1 << 20; bytes >= 1; bytes >>= 1) writeUntilRefused(ballast, new Uint8Array(bytes));
    closeSync(ballast);
  }

  empty(): void {
    rmSync(this.#seen("ballast"));
  }

  copyTo(folder: string): void {
    cpSync(this.#seen("data"), folder, { recursive: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#holder.kill();
    this.#mountPoint[Symbol.dispose]();
  }

  #seen(name: string): string {
    return `/proc/${this.#holder.process.pid}/root${this.#mountPoint.at(name)}`;
  }
}

function writeUntilRefused(descriptor: number, bytes: Uint8Array): void {
  try {
    while (writeSync(descriptor, bytes) > 0);
  } catch (error) {
    if (!String(error).includes("ENOSPC") && !String(error).includes("os error 28")) throw error;
  }
}

/** No file of the server's may be written. */
export function limitedFiles(parent = new TemporaryFolder()): SmallDisk {
  const folder = parent.at("data");
  return {
    folder,
    // The signal that comes with the limit would end the server; a full disk sends none.
    within: ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh"],
    fill: (server) => limitFiles(server, "0"),
    empty(server) {
      if (!server.hasExited) limitFiles(server, "unlimited");
    },
    copyTo: (copy) => cpSync(folder, copy, { recursive: true }),
    [Symbol.asyncDispose]: async () => parent[Symbol.dispose](),
  };
}

function limitFiles({ process: { pid } }: RunningServer, bytes: string): void {
  const { status, stderr } = spawnSync("prlimit", [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]);
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}
