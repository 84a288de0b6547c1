/** Why history could not be opened, written or read. The words for people are in src/locales. */

export type HistoryProblem =
  /** The file was written by a newer version of this program. */
  | "newer-version"
  /** Another server uses this folder. */
  | "locked"
  /** The file is damaged, or no history at all. */
  | "corrupt"
  | "read-only"
  | "full"
  /** More waits to be written or read than may wait. */
  | "busy"
  /** Anything else the disk or the system says. */
  | "broken";

export interface HistoryFault {
  readonly problem: HistoryProblem;
  /** The file it is about; "" where there is none. */
  readonly path: string;
  /** What the system says, in its own words. */
  readonly detail: string;
}

export class HistoryError extends Error implements HistoryFault {
  override readonly name = "HistoryError";
  readonly problem: HistoryProblem;
  readonly path: string;
  readonly detail: string;

  constructor({ problem, path, detail }: HistoryFault) {
    super(`Cannot use history "${path}": ${problem} (${detail})`);
    this.problem = problem;
    this.path = path;
    this.detail = detail;
  }
}
