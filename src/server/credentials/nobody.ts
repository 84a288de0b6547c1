/** What stands for the credential of a name that is nobody's, so that answers do not tell who has an account. */
import { randomBytes } from "node:crypto";
import type { Credential } from "../../protocol/credential.ts";
import { hmac, KEY_BYTES, toBase64 } from "./keys.ts";
import { ITERATIONS, SALT_BYTES } from "./verifier.ts";

/** The key of no password that anybody has. */
const NO_KEY = toBase64(randomBytes(KEY_BYTES));

/** @param key the folded name: it has the same salt each time, as an account's would be. */
export function credentialOfNobody(key: string, saltSecret: Uint8Array): Credential {
  return {
    version: 0,
    salt: toBase64(hmac(saltSecret, key).subarray(0, SALT_BYTES)),
    iterations: ITERATIONS,
    storedKey: NO_KEY,
    serverKey: NO_KEY,
  };
}
