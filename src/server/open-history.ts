/** Opens the history before the server listens, or says what stands in the way and what to do about it. */
import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { HistoryError, type HistoryProblem } from "../history/error.ts";
import type { History } from "../history/history.ts";
import { memoryHistory } from "../history/memory.ts";
import { faultOf } from "../history/sqlite/fault.ts";
import { FILE_NAME } from "../history/sqlite/open.ts";
import type { Retention } from "../history/sqlite/retention.ts";
import { openSqliteHistory } from "../history/sqlite.ts";
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import type { Clock } from "../platform/clock.ts";
import { EXIT, type ExitStatus } from "../platform/process.ts";
import { HISTORY_CHARACTERS_MAX, HISTORY_MESSAGES_MAX } from "../protocol/limits.ts";
import { chooseFolder } from "./data-folder.ts";
import type { Settings } from "./settings.ts";

export interface HistoryRequest {
  readonly settings: Settings;
  readonly language: Language;
  readonly clock: Clock;
}

export type OpenedHistory =
  /** `where` is for people. */
  { readonly kind: "open"; readonly history: History; readonly where: string } | HistoryRefusal;

/** Why a command or the server cannot go on, for people and for scripts. */
export interface HistoryRefusal {
  readonly kind: "refused";
  readonly message: string;
  readonly status: ExitStatus;
}

export async function openHistory({ settings, language, clock }: HistoryRequest): Promise<OpenedHistory> {
  if (settings.memory) {
    const limits = { messagesMax: HISTORY_MESSAGES_MAX, charactersMax: HISTORY_CHARACTERS_MAX };
    return { kind: "open", history: memoryHistory(limits), where: serverText(language, "historyInMemory") };
  }
  const chosen = chooseFolder(settings);
  if (chosen.kind === "none") {
    const message = serverText(language, "noDataFolder", { folders: chosen.tried.join(", ") });
    return { kind: "refused", message, status: EXIT.noPermission };
  }
  const { folder } = chosen;
  try {
    assertWritable(join(folder, FILE_NAME));
    const history = await openSqliteHistory({ folder, clock, retention: retentionOf(settings) });
    return { kind: "open", history, where: serverText(language, "historyFolder", { folder }) };
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return refusalOf(error, folder, language);
  }
}

/** SQLite opens a file that may not be written as well, and tells nobody until the first message. @throws HistoryError */
function assertWritable(file: string): void {
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
  } catch (error) {
    throw new HistoryError(faultOf(error, file));
  }
}

const DAY_MS = 86_400_000;

function retentionOf(settings: Settings): Retention {
  const { "history-days": days, "history-lines": rowsMax, "history-bytes": bytesMax } = settings;
  return {
    ...(days === undefined ? {} : { ageMsMax: days * DAY_MS }),
    ...(rowsMax === undefined ? {} : { rowsMax }),
    ...(bytesMax === undefined ? {} : { bytesMax }),
  };
}

/** What somebody has to change before it works, as opposed to what passes by itself. */
const STATUS: Readonly<Record<HistoryProblem, ExitStatus>> = {
  "newer-version": EXIT.config,
  corrupt: EXIT.config,
  "read-only": EXIT.noPermission,
  locked: EXIT.unavailable,
  full: EXIT.unavailable,
  busy: EXIT.unavailable,
  broken: EXIT.unavailable,
};

export function refusalOf(error: HistoryError, folder: string, language: Language): HistoryRefusal {
  const { problem, detail } = error;
  const key = problem === "busy" ? "broken" : problem;
  const message = serverText(language, `history-${key}`, { folder, detail });
  return { kind: "refused", message, status: STATUS[problem] };
}
