/** A password as an administrator writes it: the plain text, or what scrypt made of it. https://www.rfc-editor.org/rfc/rfc7914 */
import { Buffer } from "node:buffer";

/** What one check costs: `blockSize` × `cost` × 128 bytes, `parallel` times. */
export interface ScryptCost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallel: number;
}

export interface ScryptSecret extends ScryptCost {
  readonly kind: "scrypt";
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export type Secret = { readonly kind: "plain"; readonly text: string } | ScryptSecret;

const PREFIX = "scrypt:";
/** One check takes no more: what a mistyped line may ask for must not be able to stop a small machine. */
const MEMORY_BYTES_MAX = 128 * 1024 * 1024;
const PARALLEL_MAX = 16;

/** @returns undefined for an empty text, and for one that begins as a hash and is none. */
export function parseSecret(text: string): Secret | undefined {
  if (text === "") return undefined;
  if (!text.startsWith(PREFIX)) return { kind: "plain", text };
  const [cost, blockSize, parallel, salt = "", hash = "", ...rest] = text.slice(PREFIX.length).split(":");
  const secret: ScryptSecret = {
    kind: "scrypt",
    cost: wholeNumber(cost),
    blockSize: wholeNumber(blockSize),
    parallel: wholeNumber(parallel),
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
  return rest.length === 0 && isUsable(secret) ? secret : undefined;
}

function wholeNumber(text = ""): number {
  return /^\d{1,7}$/.test(text) ? Number(text) : 0;
}

function isUsable({ cost, blockSize, parallel, salt, hash }: ScryptSecret): boolean {
  const isPowerOfTwo = cost >= 2 && (cost & (cost - 1)) === 0;
  const isAffordable =
    memoryOf({ cost, blockSize, parallel }) <= MEMORY_BYTES_MAX && parallel <= PARALLEL_MAX;
  return (
    isPowerOfTwo && blockSize >= 1 && parallel >= 1 && isAffordable && salt.length >= 8 && hash.length >= 16
  );
}

/** Bytes that one check needs. */
export function memoryOf({ cost, blockSize }: ScryptCost): number {
  return 128 * cost * blockSize;
}

/** `scrypt:N:r:p:salt:hash`, salt and hash in base64url: it stands in any file without quoting. */
export function formatSecret({ cost, blockSize, parallel, salt, hash }: ScryptSecret): string {
  const bytes = [salt, hash].map((part) => Buffer.from(part).toString("base64url"));
  return PREFIX + [cost, blockSize, parallel, ...bytes].join(":");
}
