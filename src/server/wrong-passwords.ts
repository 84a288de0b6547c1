/** Which sessions have guessed operators' passwords wrong too often lately. */
import type { SessionId } from "../protocol/effects.ts";
import { GUESSERS_MAX, WRONG_PASSWORDS_MAX, WRONG_PASSWORDS_MS } from "../protocol/limits.ts";
import { WrongGuesses } from "./wrong-guesses.ts";

export class WrongPasswords extends WrongGuesses<SessionId> {
  constructor() {
    super({ max: WRONG_PASSWORDS_MAX, forMs: WRONG_PASSWORDS_MS, guessersMax: GUESSERS_MAX });
  }
}
