/** Does what cares for a history: copies it, brings it back, writes a channel out, looks whether it is whole. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { backupHistory, checkHistory } from "../../history/care.ts";
import { HistoryError } from "../../history/error.ts";
import { isEmptyFolder, restoreHistory } from "../../history/restore.ts";
import { FILE_NAME } from "../../history/sqlite/open.ts";
import type { Language } from "../../locales/catalog.ts";
import { EXIT, type ExitStatus, writeErrorLine } from "../../platform/process.ts";
import { findFolder } from "../data-folder.ts";
import { refusalOf } from "../open-history.ts";
import type { Settings } from "../settings.ts";
import type { CareCommand } from "./command.ts";
import { exportChannel } from "./export.ts";
import { type CareSite, teller } from "./site.ts";
import { localTime } from "./time.ts";

export interface Care {
  readonly command: CareCommand;
  readonly settings: Settings;
  readonly language: Language;
}

/** @returns 0 where it is done; else it was said why not. */
export async function performCare({ command, settings, language }: Care): Promise<ExitStatus> {
  const folder = findFolder(settings, hasHistory);
  const site = { folder, settings, say: teller(language), language };
  try {
    return await perform(command, site);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    const { message, status } = refusalOf(error, folder, language);
    writeErrorLine(message);
    return status;
  }
}

async function perform(command: CareCommand, site: CareSite): Promise<ExitStatus> {
  if (command.kind === "restore") return restore(command.file, site);
  const { folder, say } = site;
  if (!hasHistory(folder)) return say.refuse("careNoHistory", { folder });
  switch (command.kind) {
    case "backup":
      return backup(command.file, site);
    case "check":
      return check(site);
    case "export":
      return exportChannel(command, site);
  }
}

function hasHistory(folder: string): boolean {
  return existsSync(join(folder, FILE_NAME));
}

function backup(file: string, { folder, say }: CareSite): ExitStatus {
  if (existsSync(file)) return say.refuse("careFileExists", { file });
  backupHistory(folder, file);
  return say.done("careBackedUp", { folder, file, size: megabytes(statSync(file).size) });
}

function restore(file: string, { folder, say }: CareSite): ExitStatus {
  if (!existsSync(file)) return say.refuse("careNoFile", { file });
  if (!isEmptyFolder(folder)) return say.refuse("careNotEmpty", { folder });
  try {
    const { rows, lastTimeMs } = restoreHistory(file, folder);
    return rows === 0
      ? say.done("careRestoredNothing", { folder })
      : say.done("careRestored", { folder, rows, time: localTime(lastTimeMs) });
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return say.refuse("careNotRestored", { file, detail: error.detail });
  }
}

function check({ folder, say }: CareSite): ExitStatus {
  const problems = checkHistory(folder);
  if (problems.length === 0) return say.done("careWhole", { folder });
  say.refuse("careDamaged", { folder, problems: problems.join("\n  ") });
  return EXIT.config;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
