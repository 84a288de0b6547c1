/** Names and passwords in the form in which they are compared: SASLprep. https://www.rfc-editor.org/rfc/rfc4013 */
import { Buffer } from "node:buffer";
import { saslprep } from "@mongodb-js/saslprep";
import { ACCOUNT_PASSWORD_BYTES_MAX } from "../../protocol/limits.ts";

declare const prepared: unique symbol;
/** A password that may be kept, prepared: neither empty nor too long. */
export type PreparedPassword = string & { readonly [prepared]: "password" };

/**
 * The form of what is kept.
 * @returns undefined where there is none: controls, U+FFFD (what was not UTF-8), mixed directions, and characters that
 * Unicode 3.2 did not have, such as emoji: their form may change.
 */
function prepare(text: string): string | undefined {
  try {
    return saslprep(text);
  } catch {
    return undefined;
  }
}

/** @returns undefined for what cannot be anybody's password. */
export function preparePassword(password: string): PreparedPassword | undefined {
  if (Buffer.byteLength(password) > ACCOUNT_PASSWORD_BYTES_MAX) return undefined;
  return (prepare(password) || undefined) as PreparedPassword | undefined;
}

/** @returns the name itself where it has no other form: names may have more characters than passwords (protocol/names.ts). */
export function prepareName(name: string): string {
  return prepare(name) || name;
}
