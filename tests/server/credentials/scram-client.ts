/** A client's side of SCRAM-SHA-256, written apart from the server's. https://www.rfc-editor.org/rfc/rfc5802#section-3 */
import { Buffer } from "node:buffer";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

export const CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";

export function clientFirst(name: string, gs2Header = "n,,"): string {
  return `${gs2Header}n=${name.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=${CLIENT_NONCE}`;
}

const hmac = (key: Uint8Array, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const hash = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

interface Secrets {
  readonly clientKey: Buffer;
  readonly serverKey: Buffer;
}

function secretsOf(password: string, serverFirst: string): Secrets {
  const [, salt = "", iterations = ""] = /,s=([^,]+),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt, "base64"), Number(iterations), 32, "sha256");
  return { clientKey: hmac(salted, "Client Key"), serverKey: hmac(salted, "Server Key") };
}

export interface ClientEnd {
  readonly clientFinal: string;
  /** What a server that knows the account answers. */
  readonly expected: string;
}

/** @param first the client's own first message. @param changes what an attacker makes of the last one. */
export function clientEnd(
  first: string,
  serverFirst: string,
  { password, channelBinding, nonce }: { password: string; channelBinding?: string; nonce?: string },
): ClientEnd {
  const bare = first.slice(first.indexOf("n=", 1));
  const header = first.slice(0, first.length - bare.length);
  const { clientKey, serverKey } = secretsOf(password, serverFirst);
  const binding = channelBinding ?? Buffer.from(header).toString("base64");
  const withoutProof = `c=${binding},r=${nonce ?? /^r=([^,]+)/.exec(serverFirst)?.[1]}`;
  const signed = `${bare},${serverFirst},${withoutProof}`;
  const signature = hmac(hash(clientKey), signed);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    clientFinal: `${withoutProof},p=${proof.toString("base64")}`,
    expected: `v=${hmac(serverKey, signed).toString("base64")}`,
  };
}
