/** The ways to prove who one is: SCRAM-SHA-256, and PLAIN where a server knows nothing better. */
import { saslprep } from "@mongodb-js/saslprep";
import { randomBytes } from "@noble/hashes/utils.js";
import {
  clientFinal,
  clientFirst,
  clientFirstBare,
  readServerFirst,
  type ScramKeys,
  type ScramTalk,
  type ServerFirst,
  scramKeys,
} from "./scram.ts";

/** What logs somebody in: a password, or what a server has taken for it before. */
export type Secret =
  | { readonly kind: "password"; readonly password: string }
  | { readonly kind: "keys"; readonly keys: ScramKeys };

export interface Login {
  readonly name: string;
  readonly secret: Secret;
  /** The one of before, where it is not known whether the server has taken the new one. */
  readonly before?: Secret;
}

/** Why a talk ends that goes on no further. */
export type Abort =
  /** The server says what no honest server would. */
  | { readonly kind: "abort"; readonly why: "falseServer" }
  /** What is kept of the password does not fit any more. */
  | { readonly kind: "abort"; readonly why: "stale" };

export interface Mechanism {
  readonly name: string;
  /** @returns what is to be said to this. */
  answer(challenge: string): Promise<string | Abort>;
  /** Whether the server has shown all that it has to show. */
  readonly isVerified: boolean;
  /** What logs in the next time; the less it says of the password, the better. */
  readonly secret: Secret;
}

const FALSE_SERVER: Abort = { kind: "abort", why: "falseServer" };

/** https://www.rfc-editor.org/rfc/rfc4616 */
export class Plain implements Mechanism {
  readonly name = "PLAIN";
  readonly isVerified = true;
  readonly secret: Secret;
  readonly #message: string;

  constructor(name: string, password: string) {
    this.secret = { kind: "password", password };
    this.#message = `\0${name}\0${password}`;
  }

  async answer(challenge: string): Promise<string | Abort> {
    return challenge === "" ? this.#message : FALSE_SERVER;
  }
}

export class Scram implements Mechanism {
  readonly name = "SCRAM-SHA-256";
  readonly #bare: string;
  readonly #nonce: string;
  #secret: Secret;
  #step: "beginning" | "asked" | "proving" | "verified" = "beginning";
  #expected = "";

  /** @param nonce printable, without a comma; nobody may guess it. */
  constructor({ name, secret }: Login, nonce: string) {
    this.#bare = clientFirstBare(prepared(name), nonce);
    this.#nonce = nonce;
    this.#secret = secret;
  }

  get isVerified(): boolean {
    return this.#step === "verified";
  }

  get secret(): Secret {
    return this.#secret;
  }

  async answer(challenge: string): Promise<string | Abort> {
    switch (this.#step) {
      case "beginning":
        this.#step = "asked";
        return challenge === "" ? clientFirst(this.#bare) : FALSE_SERVER;
      case "asked":
        this.#step = "proving";
        return this.#prove(challenge);
      case "proving":
        return this.#verify(challenge);
      case "verified":
        return FALSE_SERVER;
    }
  }

  async #prove(challenge: string): Promise<string | Abort> {
    const question = readServerFirst(challenge, this.#nonce);
    if (!question) return FALSE_SERVER;
    const keys = await keysFor(this.#secret, question);
    if (!keys) return { kind: "abort", why: "stale" };
    this.#secret = { kind: "keys", keys };
    const talk: ScramTalk = { clientFirstBare: this.#bare, serverFirst: challenge, nonce: question.nonce };
    const { message, answer } = clientFinal(keys, talk);
    this.#expected = answer;
    return message;
  }

  /** A server may say why it refuses instead (`e=`); then a numeric follows. */
  #verify(challenge: string): string | Abort {
    if (challenge.startsWith("e=")) return "";
    if (challenge.split(",")[0] !== this.#expected) return FALSE_SERVER;
    this.#step = "verified";
    return "";
  }
}

async function keysFor(secret: Secret, question: ServerFirst): Promise<ScramKeys | undefined> {
  if (secret.kind === "password") return scramKeys(prepared(secret.password), question);
  const { keys } = secret;
  return keys.salt === question.salt && keys.iterations === question.iterations ? keys : undefined;
}

/** RFC 4013. What it does not allow is sent as it is: the server knows what it took. */
function prepared(text: string): string {
  try {
    return saslprep(text, { allowUnassigned: true });
  } catch {
    return text;
  }
}

/** 24 characters from the system's own randomness. */
export function newNonce(): string {
  return randomBytes(18).toBase64();
}
