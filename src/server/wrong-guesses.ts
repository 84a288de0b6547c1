/** Counts wrong guesses for a while, by who made them. Time is a parameter. */

export interface WrongGuessesParts {
  /** Wrong guesses after which nothing more is tried. */
  readonly max: number;
  /** How long they count, in milliseconds, from the first one on. */
  readonly forMs: number;
  /** Guessers that are remembered; who began first makes room. */
  readonly guessersMax: number;
}

interface Guesses {
  count: number;
  readonly sinceMs: number;
}

export class WrongGuesses<Guesser> {
  readonly #limits: WrongGuessesParts;
  /** The oldest stand first. */
  readonly #guessers = new Map<Guesser, Guesses>();

  constructor(limits: WrongGuessesParts) {
    this.#limits = limits;
  }

  mayTry(guesser: Guesser, nowMs: number): boolean {
    this.#forgetOld(nowMs);
    return (this.#guessers.get(guesser)?.count ?? 0) < this.#limits.max;
  }

  wrong(guesser: Guesser, nowMs: number): void {
    const known = this.#guessers.get(guesser);
    if (known) known.count += 1;
    else this.#guessers.set(guesser, { count: 1, sinceMs: nowMs });
    const [first] = this.#guessers.keys();
    if (this.#guessers.size > this.#limits.guessersMax && first !== undefined) this.#guessers.delete(first);
  }

  #forgetOld(nowMs: number): void {
    for (const [guesser, { sinceMs }] of this.#guessers) {
      // A clock that was set back must not lock anybody out for longer.
      if (Math.abs(nowMs - sinceMs) < this.#limits.forMs) return;
      this.#guessers.delete(guesser);
    }
  }
}
