/** Whoever has said what could not be kept is told so, once for each message. */
import type { Effect, SessionId } from "../../../src/protocol/effects.ts";
import { type HistoryWrite, standsInTarget } from "../../../src/protocol/history.ts";
import type { Trace } from "../trace.ts";

export class Refusals {
  readonly #trace: Trace;
  readonly #sayers = new Map<HistoryWrite, SessionId>();
  /** How many more refusals each of them has to read. */
  readonly #due = new Map<SessionId, number>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  decided({ write, session }: Effect & { readonly kind: "record" }): void {
    if (standsInTarget(write) && write.write !== "redaction") this.#sayers.set(write, session);
  }

  answered(writes: readonly HistoryWrite[], outcome: "kept" | "refused"): void {
    for (const write of writes) {
      const session = this.#sayers.get(write);
      this.#sayers.delete(write);
      if (session !== undefined && outcome === "refused") this.#count(session, 1);
    }
  }

  /** A client reads that something was refused. */
  read(session: SessionId, who: string): void {
    this.#count(session, -1);
    if ((this.#due.get(session) ?? 0) < 0)
      this.#trace.violate("refused", `${who} reads a refusal of what was not refused`);
  }

  #count(session: SessionId, by: number): void {
    this.#due.set(session, (this.#due.get(session) ?? 0) + by);
  }

  checkComplete(session: SessionId, who: string): void {
    const due = this.#due.get(session) ?? 0;
    if (due > 0) this.#trace.violate("refused", `${who} was never told of ${due} refusals`);
  }
}
