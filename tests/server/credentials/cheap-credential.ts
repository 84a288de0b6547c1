/** Credentials that are quickly made, so that tests are quick: RFC 7677 allows no fewer iterations. */
import { Buffer } from "node:buffer";
import type { Credential } from "../../../src/protocol/credential.ts";
import { deriveKeys, toBase64 } from "../../../src/server/credentials/keys.ts";
import { preparePassword } from "../../../src/server/credentials/saslprep.ts";

const ITERATIONS = 4_096;
/** The salt of RFC 7677's example. */
const SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

export async function cheapCredential(password: string, version = 1): Promise<Credential> {
  const prepared = preparePassword(password);
  if (prepared === undefined) throw new Error("no password");
  const keys = await deriveKeys(prepared, { salt: Buffer.from(SALT, "base64"), iterations: ITERATIONS });
  return {
    version,
    salt: SALT,
    iterations: ITERATIONS,
    storedKey: toBase64(keys.storedKey),
    serverKey: toBase64(keys.serverKey),
  };
}
