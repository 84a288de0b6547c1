/** The client's half of SCRAM-SHA-256, as functions. https://www.rfc-editor.org/rfc/rfc5802, https://www.rfc-editor.org/rfc/rfc7677 */
import { hmac } from "@noble/hashes/hmac.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { SCRAM_ITERATIONS_MAX, SCRAM_ITERATIONS_MIN } from "../../limits.ts";

/** What proves that somebody knows a password, for one salt; the password cannot be had from it. Bytes are base64. */
export interface ScramKeys {
  readonly salt: string;
  readonly iterations: number;
  readonly clientKey: string;
  readonly serverKey: string;
}

/** The server's question. */
export interface ServerFirst {
  /** Ours, and the server's behind it. */
  readonly nonce: string;
  readonly salt: string;
  readonly iterations: number;
}

/** No channel binding, and nobody else's rights are asked for. */
const GS2_HEADER = "n,,";
/** So much work at a time, in milliseconds, that nobody notices it while typing. */
const TICK_MS = 10;

/** The first message without its header, which the proof covers. */
export function clientFirstBare(name: string, nonce: string): string {
  return `n=${name.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=${nonce}`;
}

export function clientFirst(bare: string): string {
  return GS2_HEADER + bare;
}

/** @returns undefined for what is no question, does not go on from our nonce, or wants too little or too much work. */
export function readServerFirst(text: string, nonce: string): ServerFirst | undefined {
  const [, theirs = "", salt = "", count = ""] =
    /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9]\d{0,8})(?:,|$)/.exec(text) ?? [];
  const iterations = Number(count);
  const isOurs = theirs.startsWith(nonce) && theirs.length > nonce.length;
  const isFair = iterations >= SCRAM_ITERATIONS_MIN && iterations <= SCRAM_ITERATIONS_MAX;
  return isOurs && isFair && bytesOf(salt) ? { nonce: theirs, salt, iterations } : undefined;
}

/** Lets everything else go on meanwhile. @param password prepared with SASLprep. */
export async function scramKeys(password: string, { salt, iterations }: ServerFirst): Promise<ScramKeys> {
  const saltBytes = bytesOf(salt) ?? new Uint8Array();
  const options = { c: iterations, dkLen: sha256.outputLen, asyncTick: TICK_MS };
  const salted = await pbkdf2Async(sha256, utf8(password), saltBytes, options);
  const [clientKey, serverKey] = ["Client Key", "Server Key"].map((word) => hmac(sha256, salted, utf8(word)));
  return { salt, iterations, clientKey: base64(clientKey), serverKey: base64(serverKey) };
}

/** What both sides have said so far. */
export interface ScramTalk {
  readonly clientFirstBare: string;
  readonly serverFirst: string;
  readonly nonce: string;
}

/** @returns the last message, and what the server has to answer to it if it knows the account. */
export function clientFinal(
  keys: ScramKeys,
  talk: ScramTalk,
): { readonly message: string; readonly answer: string } {
  const withoutProof = `c=${btoa(GS2_HEADER)},r=${talk.nonce}`;
  const said = utf8(`${talk.clientFirstBare},${talk.serverFirst},${withoutProof}`);
  const clientKey = bytesOf(keys.clientKey) ?? new Uint8Array();
  const signature = hmac(sha256, sha256(clientKey), said);
  const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0));
  const verifier = hmac(sha256, bytesOf(keys.serverKey) ?? new Uint8Array(), said);
  return { message: `${withoutProof},p=${base64(proof)}`, answer: `v=${base64(verifier)}` };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function base64(bytes: Uint8Array | undefined): string {
  return bytes?.toBase64() ?? "";
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return undefined;
  }
}
