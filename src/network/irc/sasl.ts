/** One session's side of SASL: pieces of base64 become messages of a mechanism. https://ircv3.net/specs/extensions/sasl-3.2 */
import { SASL_BYTES_MAX, SASL_CHUNK_BYTES_MAX } from "../../protocol/limits.ts";
import type { AccountGate, Guesser, Proof, ScramExchange } from "../account-gate.ts";

/** In the order of preference. EXTERNAL comes with certificates. */
export const MECHANISMS = ["SCRAM-SHA-256", "PLAIN"] as const;
type Mechanism = (typeof MECHANISMS)[number];

/** What one AUTHENTICATE leads to. */
export type SaslStep =
  /** Go on: with this, or with nothing ("+"). */
  | { readonly kind: "challenge"; readonly text: string }
  /** A piece is here; the others follow. */
  | { readonly kind: "more" }
  | { readonly kind: "too-long" }
  | { readonly kind: "aborted" }
  | { readonly kind: "unknown-mechanism" }
  | { readonly kind: "proof"; readonly proof: Promise<Proof> | Proof };

const FAILED: SaslStep = { kind: "proof", proof: { kind: "wrong" } };

export class Sasl {
  readonly #gate: AccountGate;
  readonly #guesser: Guesser;
  #mechanism: Mechanism | undefined;
  #pieces = "";
  #scram: ScramExchange | undefined;
  /** What the client's last, empty message will bring about. */
  #proof: Proof | undefined;

  constructor(gate: AccountGate, guesser: Guesser) {
    this.#gate = gate;
    this.#guesser = guesser;
  }

  /** Whether something was begun that has not ended. */
  get isUnderWay(): boolean {
    return this.#mechanism !== undefined;
  }

  /** Forgets what was begun. */
  end(): void {
    this.#mechanism = undefined;
    this.#pieces = "";
    this.#scram = undefined;
    this.#proof = undefined;
  }

  /** @param word the parameter of one AUTHENTICATE: a mechanism, a piece, `+` or `*`. */
  take(word: string): SaslStep {
    const step = this.#step(word);
    if (step.kind !== "challenge" && step.kind !== "more") this.end();
    return step;
  }

  #step(word: string): SaslStep {
    if (word.length > SASL_CHUNK_BYTES_MAX) return { kind: "too-long" };
    if (word === "*") return { kind: "aborted" };
    if (this.#mechanism === undefined) return this.#begin(word.toUpperCase());
    if (word !== "+") this.#pieces += word;
    if (this.#pieces.length > SASL_BYTES_MAX) return FAILED;
    // A full piece is never the last one.
    if (word.length === SASL_CHUNK_BYTES_MAX) return { kind: "more" };
    const text = decode(this.#pieces);
    this.#pieces = "";
    return text === undefined ? FAILED : this.#read(this.#mechanism, text);
  }

  #begin(word: string): SaslStep {
    const mechanism = MECHANISMS.find((name) => name === word);
    if (!mechanism) return { kind: "unknown-mechanism" };
    this.#mechanism = mechanism;
    return { kind: "challenge", text: "" };
  }

  #read(mechanism: Mechanism, text: string): SaslStep {
    switch (mechanism) {
      case "PLAIN":
        return this.#readPlain(text);
      case "SCRAM-SHA-256":
        return this.#readScram(text);
    }
  }

  /** `[authzid] NUL authcid NUL password`; nobody acts as somebody else. https://www.rfc-editor.org/rfc/rfc4616#section-2 */
  #readPlain(text: string): SaslStep {
    const [authzid, name, password, ...more] = text.split("\0");
    if (!name || !password || more.length > 0) return FAILED;
    if (authzid !== "" && authzid !== name) return FAILED;
    return { kind: "proof", proof: this.#gate.checkPassword(name, password, this.#guesser) };
  }

  /** The client's first message, its proof, and an empty one that ends it. */
  #readScram(text: string): SaslStep {
    if (this.#proof) return text === "" ? { kind: "proof", proof: this.#proof } : FAILED;
    if (!this.#scram) {
      this.#scram = this.#gate.beginScram(text, this.#guesser);
      return this.#scram ? { kind: "challenge", text: this.#scram.serverFirst } : FAILED;
    }
    const { proof, serverFinal } = this.#scram.finish(text);
    if (proof.kind !== "right") return { kind: "proof", proof };
    this.#proof = proof;
    return { kind: "challenge", text: serverFinal };
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** @returns undefined for what is no base64 of UTF-8. */
function decode(base64: string): string | undefined {
  try {
    return strictUtf8.decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** A server's message, cut as the client's are: a full last piece is followed by an empty one. */
export function saslPieces(text: string): string[] {
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const pieces = base64.match(new RegExp(`.{1,${SASL_CHUNK_BYTES_MAX}}`, "g")) ?? [];
  return pieces.at(-1)?.length === SASL_CHUNK_BYTES_MAX || pieces.length === 0 ? [...pieces, "+"] : pieces;
}
