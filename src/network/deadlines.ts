/** Deadlines of a minute or so, thousands of them: all that end in the same second share one timer. */
import type { Clock, Timer } from "../platform/clock.ts";

/** Somebody with one deadline at a time. */
export interface DeadlineMember {
  /** Where `Deadlines` keeps it; nobody else's business. */
  deadlineStep: number | undefined;
  /** The deadline has come. */
  due(): void;
}

const STEP_MS = 1_000;

/**
 * Counts seconds by itself, so that a clock that is set moves no deadline. A timer for each connection, with the functions
 * around it, was 0.9 KB of an idle connection's memory and 4 µs of its registration.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #fault: (error: unknown) => void;
  readonly #byStep = new Map<number, Set<DeadlineMember>>();
  #step = 0;
  #stepBeganMs = 0;
  /** Runs as long as anybody has a deadline. */
  #timer: Timer | undefined;

  /** @param fault told of what a member's `due` throws: the others' deadlines are not concerned. */
  constructor(clock: Clock, fault: (error: unknown) => void) {
    this.#clock = clock;
    this.#fault = fault;
  }

  /** Calls `due` once, not before `delayMs` and two seconds later at most. Replaces the member's deadline. */
  set(member: DeadlineMember, delayMs: number): void {
    this.clear(member);
    if (!this.#timer) this.#beginStep();
    const step = this.#step + Math.max(1, Math.ceil((this.#passedMs() + delayMs) / STEP_MS));
    const members = this.#byStep.get(step);
    if (members) members.add(member);
    else this.#byStep.set(step, new Set([member]));
    member.deadlineStep = step;
  }

  clear(member: DeadlineMember): void {
    const step = member.deadlineStep;
    if (step === undefined) return;
    member.deadlineStep = undefined;
    const members = this.#byStep.get(step);
    members?.delete(member);
    if (members?.size === 0) this.#byStep.delete(step);
    this.#stopIfIdle();
  }

  /** Of the step under way; a whole one where the clock was set meanwhile, since rather late than early. */
  #passedMs(): number {
    const passedMs = this.#clock.nowMs() - this.#stepBeganMs;
    return passedMs >= 0 && passedMs <= STEP_MS ? passedMs : STEP_MS;
  }

  #beginStep(): void {
    this.#stepBeganMs = this.#clock.nowMs();
    this.#timer = this.#clock.after(STEP_MS, () => this.#endStep());
  }

  #endStep(): void {
    this.#step += 1;
    // Before anybody is told: who is may have another deadline at once.
    this.#beginStep();
    for (const member of this.#byStep.get(this.#step) ?? []) {
      this.clear(member);
      this.#tell(member);
    }
    this.#stopIfIdle();
  }

  #tell(member: DeadlineMember): void {
    try {
      member.due();
    } catch (error) {
      this.#fault(error);
    }
  }

  #stopIfIdle(): void {
    if (this.#byStep.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
