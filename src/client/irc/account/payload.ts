/** What AUTHENTICATE carries: UTF-8 in base64, 400 bytes a line. https://ircv3.net/specs/extensions/sasl-3.1#the-authenticate-command */
import { SASL_PAYLOAD_MAX } from "../../limits.ts";

const CHUNK_BYTES = 400;
/** Nothing, or nothing more after a full line. */
const EMPTY = "+";

/** @returns the params of the lines that carry it. */
export function payloadLines(text: string): string[] {
  const encoded = new TextEncoder().encode(text).toBase64();
  const lines = encoded.match(new RegExp(`.{1,${CHUNK_BYTES}}`, "g")) ?? [];
  return (lines.at(-1) ?? "").length % CHUNK_BYTES === 0 ? [...lines, EMPTY] : [...lines];
}

/** Puts the server's lines together. */
export class PayloadReader {
  #encoded = "";

  /** @returns the text once it is complete; undefined before. @throws for what is no base64, or far too much of it. */
  read(param: string): string | undefined {
    this.#encoded += param === EMPTY ? "" : param;
    if (this.#encoded.length > SASL_PAYLOAD_MAX) throw new Error("too long");
    if (param.length === CHUNK_BYTES) return undefined;
    const encoded = this.#encoded;
    this.#encoded = "";
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.fromBase64(encoded));
  }
}
