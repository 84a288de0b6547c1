/** Makes the salts of names that are nobody's, and is kept: a salt that changes with a restart would tell them from accounts'. */
import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";

const PLACE = { kind: "secret", key: "salts" } as const;
const SECRET_BYTES = 32;

/** @returns the one that was kept, or undefined, also where it cannot be read: another one does no harm. */
export function keptSaltSecret(rows: readonly LastingRow[]): Uint8Array | undefined {
  const row = rows.find(({ kind, key }) => kind === PLACE.kind && key === PLACE.key);
  const secret = row && readSecret(row);
  return secret?.length === SECRET_BYTES ? secret : undefined;
}

function readSecret({ value }: LastingRow): Uint8Array | undefined {
  try {
    return Buffer.from(String(JSON.parse(value)), "base64");
  } catch {
    return undefined;
  }
}

export function newSaltSecret(): Uint8Array {
  return randomBytes(SECRET_BYTES);
}

/** @param sequence above all that was given. */
export function saltSecretWrite(
  secret: Uint8Array,
  { sequence, timeMs }: Pick<LastingWrite, "sequence" | "timeMs">,
): LastingWrite {
  const value = JSON.stringify(Buffer.from(secret).toString("base64"));
  return { write: "lasting", ...PLACE, sequence, index: 0, timeMs, value, hasHappened: true };
}
