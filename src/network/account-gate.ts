/** Who may call an account theirs: passwords are checked off the loop, and nothing of them goes any further than this. */
import type { Credential } from "../protocol/credential.ts";
import type { SessionId } from "../protocol/effects.ts";

/** Whose guesses are counted: never the account's, or strangers could lock its owner out. */
export interface Guesser {
  readonly session: SessionId;
  readonly host: string;
}

/** What a check came to. */
export type Proof =
  /** Of this account, by its id, against this version of its credential. */
  | { readonly kind: "right"; readonly account: string; readonly version: number }
  | { readonly kind: "wrong" }
  /** Nothing was checked: too many wait, or this guesser has been wrong too often lately. */
  | { readonly kind: "busy" };

/** The server's side of one SCRAM-SHA-256 exchange. https://www.rfc-editor.org/rfc/rfc5802#section-5 */
export interface ScramExchange {
  readonly serverFirst: string;
  /** @returns the server's last message beside the proof: `v=…` where it is right, `e=…` where not. */
  finish(clientFinal: string): { readonly proof: Proof; readonly serverFinal: string };
}

export interface AccountGate {
  /** Takes as long for a name that is nobody's. Never rejects. */
  checkPassword(name: string, password: string, guesser: Guesser): Promise<Proof>;
  /** An unknown name gets a salt of its own, always the same. @returns undefined for what is no first message, or too often. */
  beginScram(clientFirst: string, guesser: Guesser): ScramExchange | undefined;
  /** @returns "unusable" for a password that SASLprep refuses, is empty or too long. Never rejects. */
  makeCredential(password: string, guesser: Guesser): Promise<Credential | "busy" | "unusable">;
}
