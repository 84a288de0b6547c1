/**
 * Whose logins were wrong too often lately. Never counted by account: a stranger could lock its owner out. What is right
 * takes nothing back, or somebody's own account would pay for guesses at others'. Time is a parameter.
 */
import type { Guesser } from "../../network/account-gate.ts";
import type { SessionId } from "../../protocol/effects.ts";
import {
  GUESSERS_MAX,
  WRONG_LOGINS_HOST_MS,
  WRONG_LOGINS_PER_HOST_MAX,
  WRONG_LOGINS_PER_SESSION_MAX,
  WRONG_LOGINS_SESSION_MS,
} from "../../protocol/limits.ts";
import { WrongGuesses } from "../wrong-guesses.ts";

export class GuessLimits {
  readonly #sessions = new WrongGuesses<SessionId>({
    max: WRONG_LOGINS_PER_SESSION_MAX,
    forMs: WRONG_LOGINS_SESSION_MS,
    guessersMax: GUESSERS_MAX,
  });
  readonly #hosts = new WrongGuesses<string>({
    max: WRONG_LOGINS_PER_HOST_MAX,
    forMs: WRONG_LOGINS_HOST_MS,
    guessersMax: GUESSERS_MAX,
  });

  mayTry({ session, host }: Guesser, nowMs: number): boolean {
    return this.#sessions.mayTry(session, nowMs) && this.#hosts.mayTry(host, nowMs);
  }

  wrong({ session, host }: Guesser, nowMs: number): void {
    this.#sessions.wrong(session, nowMs);
    this.#hosts.wrong(host, nowMs);
  }
}
