/** The server's side of SCRAM-SHA-256, as pure functions. https://www.rfc-editor.org/rfc/rfc5802#section-5, https://www.rfc-editor.org/rfc/rfc7677 */
import { Buffer } from "node:buffer";
import type { Credential } from "../../protocol/credential.ts";
import { fromBase64, hmac, isSameKey, sha256, toBase64 } from "./keys.ts";
import { type ClientFinal, type ClientFirst, parseClientFinal } from "./scram-messages.ts";

/** What an exchange is about once both have said their first. */
export interface ScramStart {
  readonly first: ClientFirst;
  readonly serverNonce: string;
  readonly credential: Credential;
}

export interface ScramEnd {
  readonly isRight: boolean;
  /** `v=…` or `e=…`. https://www.rfc-editor.org/rfc/rfc5802#section-7 */
  readonly serverFinal: string;
}

export function serverFirst({ first, serverNonce, credential }: ScramStart): string {
  return `r=${first.nonce}${serverNonce},s=${credential.salt},i=${credential.iterations}`;
}

/** Judges the client's proof. The answer has the same form whether the name was anybody's or not. */
export function endScram(start: ScramStart, clientFinal: string): ScramEnd {
  const final = parseClientFinal(clientFinal);
  if (!final) return wrong("invalid-encoding");
  if (final.channelBinding !== toBase64(Buffer.from(start.first.gs2Header)))
    return wrong("channel-bindings-dont-match");
  if (final.nonce !== start.first.nonce + start.serverNonce) return wrong("other-error");
  const signed = `${start.first.bare},${serverFirst(start)},${final.withoutProof}`;
  if (!proves(final, start.credential, signed)) return wrong("invalid-proof");
  const signature = hmac(fromBase64(start.credential.serverKey), signed);
  return { isRight: true, serverFinal: `v=${toBase64(signature)}` };
}

function wrong(reason: string): ScramEnd {
  return { isRight: false, serverFinal: `e=${reason}` };
}

/** The proof is the client's key, hidden behind a signature that only who knows the stored key can take off. */
function proves(final: ClientFinal, credential: Credential, signed: string): boolean {
  const storedKey = fromBase64(credential.storedKey);
  const signature = hmac(storedKey, signed);
  const clientKey = fromBase64(final.proof).map((byte, index) => byte ^ (signature[index] ?? 0));
  return isSameKey(sha256(clientKey), storedKey);
}
