/** Checks passwords of accounts: a few at a time, off the loop, and not for who has guessed wrong too often. */
import { randomBytes } from "node:crypto";
import type { AccountGate, Guesser, Proof, ScramExchange } from "../../network/account-gate.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Credential } from "../../protocol/credential.ts";
import type { WorkQueue } from "../work-queue.ts";
import { GuessLimits } from "./guess-limits.ts";
import { toBase64 } from "./keys.ts";
import { credentialOfNobody } from "./nobody.ts";
import { prepareName, preparePassword } from "./saslprep.ts";
import { endScram, type ScramStart, serverFirst } from "./scram.ts";
import { parseClientFirst } from "./scram-messages.ts";
import { makeCredential, matches } from "./verifier.ts";

export interface KnownAccount {
  /** Its id. */
  readonly account: string;
  readonly credential: Credential;
}

export interface CredentialGateParts {
  readonly clock: Pick<Clock, "nowMs">;
  /** Names that are the same account's have the same key. */
  readonly keyOf: (name: string) => string;
  readonly lookUp: (name: string) => KnownAccount | undefined;
  /** Makes the salts of names that are nobody's: at least 16 bytes, and kept, or a restart tells them from accounts'. */
  readonly fakeSaltSecret: Uint8Array;
  readonly queue: WorkQueue;
}

/** An account, or what looks like one. */
interface Claimed {
  readonly account: string | undefined;
  readonly credential: Credential;
}

const BUSY = { kind: "busy" } as const satisfies Proof;
const WRONG = { kind: "wrong" } as const satisfies Proof;
/** Random bytes of the server's part of a nonce: 24 characters. */
const NONCE_BYTES = 18;

export class CredentialGate implements AccountGate {
  readonly #parts: CredentialGateParts;
  readonly #limits = new GuessLimits();

  constructor(parts: CredentialGateParts) {
    this.#parts = parts;
  }

  async checkPassword(name: string, password: string, guesser: Guesser): Promise<Proof> {
    if (!this.#mayTry(guesser)) return BUSY;
    const prepared = preparePassword(password);
    if (prepared === undefined) return this.#wrong(guesser);
    const check = async (): Promise<Proof> => {
      // Others of this host may have guessed meanwhile.
      if (!this.#mayTry(guesser)) return BUSY;
      const claimed = this.#claimed(name);
      return this.#judge(claimed, await matches(prepared, claimed.credential), guesser);
    };
    return (await this.#queued(guesser, check)) ?? BUSY;
  }

  beginScram(clientFirst: string, guesser: Guesser): ScramExchange | undefined {
    const first = parseClientFirst(clientFirst);
    if (!first || !this.#mayTry(guesser) || !this.#isOneself(first.authzid, first.name)) return undefined;
    const claimed = this.#claimed(first.name);
    const serverNonce = toBase64(randomBytes(NONCE_BYTES));
    const start: ScramStart = { first, serverNonce, credential: claimed.credential };
    return {
      serverFirst: serverFirst(start),
      finish: (clientFinal) => this.#finish(start, clientFinal, { claimed, guesser }),
    };
  }

  async makeCredential(password: string, guesser: Guesser): Promise<Credential | "busy" | "unusable"> {
    const prepared = preparePassword(password);
    if (prepared === undefined) return "unusable";
    return (await this.#queued(guesser, () => makeCredential(prepared))) ?? "busy";
  }

  #finish(
    start: ScramStart,
    clientFinal: string,
    { claimed, guesser }: { readonly claimed: Claimed; readonly guesser: Guesser },
  ): ReturnType<ScramExchange["finish"]> {
    // However many exchanges were begun while it was allowed.
    if (!this.#mayTry(guesser)) return { proof: BUSY, serverFinal: "e=no-resources" };
    const { isRight, serverFinal } = endScram(start, clientFinal);
    return { proof: this.#judge(claimed, isRight, guesser), serverFinal };
  }

  /** @returns undefined where too much waits, or the work cannot be done: no memory, or a row that is no credential. */
  async #queued<Result>(guesser: Guesser, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await this.#parts.queue.run(guesser.host, work);
    } catch {
      return undefined;
    }
  }

  /** Some names have another form in SASLprep (`ｂｏｂ`), and some clients send that. */
  #claimed(name: string): Claimed {
    const { fakeSaltSecret, keyOf, lookUp } = this.#parts;
    const prepared = prepareName(name);
    // Made for every name, so that it takes as long.
    const nobody = { account: undefined, credential: credentialOfNobody(keyOf(prepared), fakeSaltSecret) };
    return lookUp(name) ?? lookUp(prepared) ?? nobody;
  }

  /** Nobody acts as somebody else. */
  #isOneself(authzid: string | undefined, name: string): boolean {
    return authzid === undefined || this.#parts.keyOf(authzid) === this.#parts.keyOf(name);
  }

  #judge({ account, credential }: Claimed, isRight: boolean, guesser: Guesser): Proof {
    if (!isRight || account === undefined) return this.#wrong(guesser);
    return { kind: "right", account, version: credential.version };
  }

  #mayTry(guesser: Guesser): boolean {
    return this.#limits.mayTry(guesser, this.#parts.clock.nowMs());
  }

  #wrong(guesser: Guesser): Proof {
    this.#limits.wrong(guesser, this.#parts.clock.nowMs());
    return WRONG;
  }
}
