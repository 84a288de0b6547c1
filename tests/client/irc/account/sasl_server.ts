/** The server's side of SASL, as tests play it: by RFC 5802, from the standard library alone. */
import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from "node:crypto";
import type { connect } from "../irc_stay.ts";

type Stay = Awaited<ReturnType<typeof connect>>;

const SALT = Buffer.from("a salt of tests");
const ITERATIONS = 4_096;

/** Knows one account. */
export class SaslServer {
  readonly #stay: Stay;
  readonly #name: string;
  readonly #password: string;
  /** What is asked of the client instead of the true question. */
  iterations = ITERATIONS;
  #read = 0;

  constructor(stay: Stay, name: string, password: string) {
    this.#stay = stay;
    this.#name = name;
    this.#password = password;
  }

  /** The params of AUTHENTICATE that came since the last call. */
  async heard(): Promise<string[]> {
    // The work for a password takes its time.
    for (let tries = 0; tries < 500; tries++) {
      const lines = this.#stay.world.socket.sent.split("\r\n").slice(0, -1).slice(this.#read);
      const params = lines.filter((line) => line.startsWith("AUTHENTICATE ")).map((line) => line.slice(13));
      if (params.length > 0) {
        this.#read += lines.length;
        return params;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`No AUTHENTICATE in ${this.#stay.world.socket.sent}`);
  }

  say(text: string): void {
    this.#stay.says(`AUTHENTICATE ${text === "" ? "+" : Buffer.from(text).toString("base64")}`);
  }

  /** The whole exchange, from the name of the mechanism on. @returns whether the client has shown that it knows the password. */
  async scram({ isHonest = true } = {}): Promise<boolean> {
    this.#mechanismIs(await this.heard());
    this.say("");
    const first = decode(await this.heard());
    const bare = first.slice("n,,".length);
    const [, name = "", nonce = ""] = /^n=([^,]*),r=(.*)$/.exec(bare) ?? [];
    const question = `r=${nonce}server,s=${SALT.toString("base64")},i=${this.iterations}`;
    this.say(question);
    const final = decode(await this.heard());
    if (final === "*") return false;
    const [, without = "", proof = ""] = /^(.*),p=(.*)$/.exec(final) ?? [];
    const said = `${bare},${question},${without}`;
    const salted = pbkdf2Sync(this.#password.normalize("NFKC"), SALT, this.iterations, 32, "sha256");
    const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest();
    const signature = hmac(storedKey, said);
    const clientKey = Buffer.from(proof, "base64").map((byte, index) => byte ^ (signature[index] ?? 0));
    const isRight =
      name === this.#name && timingSafeEqual(createHash("sha256").update(clientKey).digest(), storedKey);
    const serverKey = hmac(salted, "Server Key");
    const verifier = isHonest ? hmac(serverKey, said) : hmac(salted, said);
    this.say(isRight ? `v=${verifier.toString("base64")}` : "e=invalid-proof");
    return isRight;
  }

  welcome(nick = "*"): void {
    this.#stay.says(
      `:s 900 ${nick} ${nick}!a@host ${this.#name} :You are now logged in`,
      `:s 903 ${nick} :Done`,
    );
  }

  #mechanismIs([name]: readonly string[]): void {
    if (name !== "SCRAM-SHA-256") throw new Error(`${name} is not SCRAM-SHA-256`);
  }
}

/** @returns what the lines carry, or `*`. */
export function decode(params: readonly string[]): string {
  return params[0] === "*" ? "*" : Buffer.from(params.join("").replace("+", ""), "base64").toString();
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
