/** A report as a row that outlives a restart. */
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { Report } from "../../protocol/report.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";

/** Takes its place among what the entry does. */
export function reportWrite(moment: Moment, report: Report): LastingWrite {
  return { ...reportRemoval(moment, report), value: JSON.stringify(report) };
}

/** Takes it away. */
export function reportRemoval(moment: Moment, { sequence }: Report): LastingWrite {
  const key = sequence.toString(36);
  return { write: "lasting", kind: "report", key, ...takePlace(moment), hasHappened: false };
}

/** @throws SyntaxError where it is no JSON. */
export function restoreReport({ reports }: Chat, { value }: LastingRow): void {
  // Written above, into a file that is ours.
  reports.add(JSON.parse(value) as Report);
}
