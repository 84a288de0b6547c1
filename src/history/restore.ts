/** Makes a data folder out of a backup. */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { checkHistory } from "./care.ts";
import { HistoryError } from "./error.ts";
import { faultOf } from "./sqlite/fault.ts";
import { FILE_NAME, openForReading } from "./sqlite/open.ts";

export interface Restored {
  readonly rows: number;
  /** Of the newest row; 0 where there is none. */
  readonly lastTimeMs: number;
}

/** In the folder, while it is not known whether the copy is good. */
const UNFINISHED = "unfinished";

/** Whether nothing is there that a restored history would cover. */
export function isEmptyFolder(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).every((name) => name === UNFINISHED);
}

/** Copies, checks, and only then makes the copy the folder's history. @param folder empty, or not there yet. @throws HistoryError */
export function restoreHistory(file: string, folder: string): Restored {
  const unfinished = join(folder, UNFINISHED);
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    copy(file, join(unfinished, FILE_NAME));
    const [problem] = checkHistory(unfinished);
    if (problem !== undefined) throw new HistoryError({ problem: "corrupt", path: file, detail: problem });
    const restored = look(unfinished);
    renameSync(join(unfinished, FILE_NAME), join(folder, FILE_NAME));
    return restored;
  } catch (error) {
    throw new HistoryError(faultOf(error, file));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function copy(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  const descriptor = openSync(to, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function look(folder: string): Restored {
  const database = openForReading(folder);
  try {
    const row = database.prepare("SELECT count(*) AS rows, max(time_ms) AS last FROM messages").get();
    return { rows: Number(row?.["rows"]), lastTimeMs: Number(row?.["last"] ?? 0) };
  } finally {
    database.close();
  }
}
