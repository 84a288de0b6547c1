/** What the rules decide, held against the truth: audiences, refusals, the order itself. */
import type { Effect, SessionId, StampedEntry } from "../../../src/protocol/effects.ts";
import type { LastStamp } from "../../../src/sequencer/local.ts";
import type { Said } from "../said.ts";
import type { Trace } from "../trace.ts";
import type { Truth } from "../truth.ts";

export class RulesChecker {
  readonly #trace: Trace;
  #lastSequence: number;
  #lastTimeMs: number;

  /** @param last of an earlier life. */
  constructor(trace: Trace, last: LastStamp) {
    this.#trace = trace;
    this.#lastSequence = last.lastSequence;
    this.#lastTimeMs = last.lastTimeMs;
  }

  /** Exactly those are told who must be, each once. */
  said({ told, event, sender, sequence }: Said, truth: Truth): void {
    const meant = truth.audience(event, sender);
    const isExact = told.length === meant.length && same(new Set(told), new Set(meant));
    if (isExact) return;
    const what = `sequence ${sequence}, ${event.command} ${event.params[0]} of session ${sender}`;
    this.#trace.violate("audience", `${what}: told ${told.join(" ")}, meant ${meant.join(" ")}`);
  }

  /** @param truth as it was before. */
  decided(stamped: StampedEntry, effects: readonly Effect[], truth: Truth): void {
    const { sequence, timeMs, entry } = stamped;
    if (sequence <= this.#lastSequence || timeMs < this.#lastTimeMs)
      this.#trace.violate("order", `sequence ${sequence} at ${timeMs} comes after ${this.#lastSequence}`);
    this.#lastSequence = sequence;
    this.#lastTimeMs = timeMs;
    const isSaid = entry.kind === "message" && entry.message.command === "PRIVMSG";
    if (isSaid && effects.length === 0 && truth.members.has(entry.session))
      this.#trace.violate("answered", `sequence ${sequence}: a PRIVMSG of ${entry.session} led to nothing`);
    for (const effect of effects) this.#checkOnce(sequence, effect);
  }

  #checkOnce(sequence: number, effect: Effect): void {
    if (effect.kind !== "deliver") return;
    const { to, event } = effect;
    if (new Set(to).size !== to.length)
      this.#trace.violate("once", `sequence ${sequence}: ${event.command} is told twice to one of ${to}`);
  }
}

function same(first: ReadonlySet<SessionId>, second: ReadonlySet<SessionId>): boolean {
  return first.size === second.size && [...first].every((id) => second.has(id));
}
