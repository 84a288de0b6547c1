/** What is kept of a password. https://www.rfc-editor.org/rfc/rfc5802#section-3, https://www.rfc-editor.org/rfc/rfc7677 */

/** A SCRAM-SHA-256 verifier; PLAIN is checked against the same. Bytes are base64. */
export interface Credential {
  /** Rises with each new password: what was checked against an older one counts no more. */
  readonly version: number;
  readonly salt: string;
  readonly iterations: number;
  readonly storedKey: string;
  readonly serverKey: string;
}
