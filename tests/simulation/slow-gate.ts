/** The gate to the accounts of a played server: passwords are checked for a while, and those who want to know hear of it. */
import type { AccountGate, Guesser, Proof } from "../../src/network/account-gate.ts";
import type { Credential } from "../../src/protocol/credential.ts";
import type { SessionId } from "../../src/protocol/effects.ts";
import type { SimulatedClock } from "./clock.ts";
import type { Random } from "./random.ts";

const CHECK_MS_MAX = 500;
/** Many may be waiting before it. */
const LATE_CHECK_MS_MAX = 3_000;
const LATE_SHARE = 0.4;
/** Now and then too many wait. */
const BUSY_SHARE = 0.03;

export interface SlowGateParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  /** Knows what is right, at once. */
  readonly gate: AccountGate;
  /** Whether the server is no more: nobody hears an answer then. */
  isGone(): boolean;
  /** A session has shown this password. */
  shown(session: SessionId, password: string): void;
}

export class SlowGate implements AccountGate {
  readonly #parts: SlowGateParts;

  constructor(parts: SlowGateParts) {
    this.#parts = parts;
  }

  checkPassword(name: string, password: string, guesser: Guesser): Promise<Proof> {
    const { gate, random, shown } = this.#parts;
    if (random.chance(BUSY_SHARE)) return this.#later(Promise.resolve({ kind: "busy" }));
    // What is right now may be wrong when the answer comes.
    const proof = gate.checkPassword(name, password, guesser);
    shown(guesser.session, password);
    return this.#later(proof);
  }

  beginScram(): undefined {
    return undefined;
  }

  makeCredential(password: string, guesser: Guesser): Promise<Credential | "busy" | "unusable"> {
    return this.#later(this.#parts.gate.makeCredential(password, guesser));
  }

  #later<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { clock, random, isGone } = this.#parts;
    return new Promise((resolve) => {
      clock.plan(random.below(random.chance(LATE_SHARE) ? LATE_CHECK_MS_MAX : CHECK_MS_MAX), () => {
        if (isGone()) return;
        clock.needRealTurns();
        resolve(answer);
      });
    });
  }
}
