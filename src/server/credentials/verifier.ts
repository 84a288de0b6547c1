/** Makes what is kept of a password, and checks a password against it. */
import { randomBytes } from "node:crypto";
import type { Credential } from "../../protocol/credential.ts";
import { deriveKeys, fromBase64, isSameKey, toBase64 } from "./keys.ts";
import type { PreparedPassword } from "./saslprep.ts";

/**
 * How often PBKDF2 hashes: 10 ms of a core where the runtime has the processor's own SHA-256 (Bun), 55 ms where it has not (Deno).
 * Clients do the same work at each login, also small ones and those in a page's script, so it is not the 600,000 that are advised
 * where servers alone do it; RFC 7677 asks for 4,096. https://www.rfc-editor.org/rfc/rfc7677#section-4
 */
export const ITERATIONS = 60_000;
export const SALT_BYTES = 16;

/** @returns a credential of version 1: whoever keeps it numbers it. */
export async function makeCredential(password: PreparedPassword): Promise<Credential> {
  const salt = randomBytes(SALT_BYTES);
  const { storedKey, serverKey } = await deriveKeys(password, { salt, iterations: ITERATIONS });
  return {
    version: 1,
    salt: toBase64(salt),
    iterations: ITERATIONS,
    storedKey: toBase64(storedKey),
    serverKey: toBase64(serverKey),
  };
}

/** Whether it is the password the credential was made of. Rejects for a credential that is none. */
export async function matches(password: PreparedPassword, credential: Credential): Promise<boolean> {
  const { salt, iterations, storedKey } = credential;
  const keys = await deriveKeys(password, { salt: fromBase64(salt), iterations });
  return isSameKey(keys.storedKey, fromBase64(storedKey));
}
