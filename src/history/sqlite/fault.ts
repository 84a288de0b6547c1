/** What SQLite and the system say, as one of our problems. */
import { HistoryError, type HistoryFault, type HistoryProblem } from "../error.ts";

/** SQLite's sentences, which are the same in both runtimes; its error numbers are not always told. */
const PROBLEMS: readonly (readonly [RegExp, HistoryProblem])[] = [
  [/database is locked/i, "locked"],
  [/not a database|malformed|no such table|no such column/i, "corrupt"],
  [/readonly|read-only|permission|EACCES|EPERM|EROFS/i, "read-only"],
  [/is full|no space|ENOSPC|EDQUOT/i, "full"],
];

/** @returns plain data, since it crosses from thread to thread. */
export function faultOf(error: unknown, path: string): HistoryFault {
  if (error instanceof HistoryError) {
    return { problem: error.problem, path: error.path, detail: error.detail };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { problem: PROBLEMS.find(([words]) => words.test(detail))?.[1] ?? "broken", path, detail };
}
