/** What people have reported to the operators, the newest ones of it. */
import {
  REPORTERS_MAX,
  REPORTS_KEPT_MAX,
  REPORTS_PER_HOST_MAX,
  REPORTS_PER_HOST_MS,
} from "../../protocol/limits.ts";
import type { Report } from "../../protocol/report.ts";
import { HostPace } from "../host-pace.ts";

export class Reports {
  readonly pace = new HostPace({
    countMax: REPORTS_PER_HOST_MAX,
    periodMs: REPORTS_PER_HOST_MS,
    hostsMax: REPORTERS_MAX,
  });
  #reports: readonly Report[] = [];

  /** The oldest first. @param count at most. */
  latest(count: number): readonly Report[] {
    return this.#reports.slice(-count);
  }

  /** Those that make room for one more. */
  surplus(): readonly Report[] {
    return this.#reports.slice(0, Math.max(0, this.#reports.length + 1 - REPORTS_KEPT_MAX));
  }

  /** Rows come in any order. */
  add(report: Report): void {
    const newest = this.#reports.at(-1);
    const reports = [...this.#reports, report];
    const isInOrder = newest === undefined || newest.sequence < report.sequence;
    this.#reports = isInOrder ? reports : reports.sort((one, other) => one.sequence - other.sequence);
  }

  remove(gone: readonly Report[]): void {
    this.#reports = this.#reports.filter((report) => !gone.includes(report));
  }
}
