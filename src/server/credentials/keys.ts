/** The keys of SCRAM-SHA-256. https://www.rfc-editor.org/rfc/rfc5802#section-3 */
import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import type { PreparedPassword } from "./saslprep.ts";

/** Bytes of every key, signature and proof. */
export const KEY_BYTES = 32;

export interface Derivation {
  readonly salt: Uint8Array;
  readonly iterations: number;
}

export interface Keys {
  /** Proves that somebody knows the client's key, which is not kept. */
  readonly storedKey: Uint8Array;
  /** Proves to the client that this server has what was kept. */
  readonly serverKey: Uint8Array;
}

export function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac("sha256", key).update(text).digest();
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** In constant time. */
export function isSameKey(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, "base64");
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

/** Off the loop. Rejects where the iterations are no number of any. */
export async function deriveKeys(password: PreparedPassword, how: Derivation): Promise<Keys> {
  const saltedPassword = await stretch(password, how);
  return {
    storedKey: sha256(hmac(saltedPassword, "Client Key")),
    serverKey: hmac(saltedPassword, "Server Key"),
  };
}

/** https://nodejs.org/api/crypto.html#cryptopbkdf2password-salt-iterations-keylen-digest-callback */
function stretch(password: PreparedPassword, { salt, iterations }: Derivation): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, salt, iterations, KEY_BYTES, "sha256", (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
