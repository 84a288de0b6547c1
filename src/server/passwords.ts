/** Checks passwords off the loop, a few at a time, so that guessing costs the guesser more than the server. */
import { Buffer } from "node:buffer";
import { createHash, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { PASSWORD_CHECKS_MAX, PASSWORD_CHECKS_WAITING_MAX } from "../protocol/limits.ts";
import { memoryOf, type ScryptCost, type ScryptSecret, type Secret } from "./secret.ts";
import { WorkQueue } from "./work-queue.ts";

/** What OWASP asks for with 32 MiB; about 0.2 s. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST: ScryptCost = { cost: 32_768, blockSize: 8, parallel: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What a password is compared with where the name is nobody's: it takes as long, and is never right. */
const NOBODY: ScryptSecret = {
  kind: "scrypt",
  ...COST,
  salt: randomBytes(SALT_BYTES),
  hash: randomBytes(HASH_BYTES),
};

/** All who would be operators wait in one line. */
const OPERATORS = "operators";

export async function hashPassword(password: string): Promise<ScryptSecret> {
  const salt = randomBytes(SALT_BYTES);
  return { kind: "scrypt", ...COST, salt, hash: await derive(password, { ...COST, salt }, HASH_BYTES) };
}

export class Passwords {
  readonly #queue = new WorkQueue({
    running: PASSWORD_CHECKS_MAX,
    waiting: PASSWORD_CHECKS_WAITING_MAX,
    waitingEach: PASSWORD_CHECKS_WAITING_MAX,
  });

  /** @param secret undefined where the name is nobody's. @returns false also where too many wait. Never rejects. */
  async isRight(secret: Secret | undefined, password: string): Promise<boolean> {
    try {
      return (await this.#queue.run(OPERATORS, () => matches(secret ?? NOBODY, password))) ?? false;
    } catch {
      // No memory for it: nobody becomes operator.
      return false;
    }
  }
}

/** A plain secret costs as much as a hash: the time tells nothing about who is there and how they are kept. */
async function matches(secret: Secret, password: string): Promise<boolean> {
  const { hash, ...how } = secret.kind === "scrypt" ? secret : NOBODY;
  const derived = await derive(password, how, hash.length);
  return secret.kind === "scrypt" ? timingSafeEqual(derived, hash) : isSameText(secret.text, password);
}

/** In constant time, whatever the lengths. Keyboards differ in how they write an accent. */
export function isSameText(expected: string, actual: string): boolean {
  const [one, other] = [expected, actual].map((text) =>
    createHash("sha256").update(text.normalize()).digest(),
  );
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

type Derivation = ScryptCost & { readonly salt: Uint8Array };

/** https://nodejs.org/api/crypto.html#cryptoscryptpassword-salt-keylen-options-callback */
function derive(password: string, how: Derivation, length: number): Promise<Uint8Array> {
  const options = {
    N: how.cost,
    r: how.blockSize,
    p: how.parallel,
    // Twice what is needed: the default of 32 MiB is less than some hashes take.
    maxmem: 2 * memoryOf(how) + 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize(), Buffer.from(how.salt), length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
