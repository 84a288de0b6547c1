/** Character sets of plain text: UTF-8, and gb18030 for Windows consoles. https://encoding.spec.whatwg.org/#gb18030 */
import { Buffer } from "node:buffer";
import iconv from "iconv-lite";
import { isUtf8, unfinishedUtf8Length } from "../protocol/plain-framer.ts";

export type Charset = "utf-8" | "gb18030";

/** What people type after `/charset`, folded. GBK and GB2312 are parts of gb18030. */
export const CHARSET_NAMES: ReadonlyMap<string, Charset> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["gb18030", "gb18030"],
  ["gbk", "gb18030"],
  ["gb2312", "gb18030"],
]);

const REPLACEMENT = "\ufffd";
const looseUtf8 = new TextDecoder("utf-8");

export interface DecodedMessage {
  readonly text: string;
  /** The connection's charset from now on. */
  readonly charset: Charset;
}

/**
 * Decodes one whole message; never judge half of one: a UTF-8 text cut in the middle also decodes as gb18030.
 * @param charset what the connection is marked with.
 */
export function decodeMessage(bytes: Uint8Array, charset: Charset): DecodedMessage {
  if (charset === "utf-8" && isUtf8(bytes)) return { text: looseUtf8.decode(bytes), charset };
  const torn = charset === "utf-8" ? tornUtf8(bytes) : "no";
  if (torn === "surely") return { text: looseUtf8.decode(bytes), charset };
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), "gb18030");
  // Four bytes may also stand for what is beyond Unicode: halves of a pair come out.
  if (text.includes(REPLACEMENT) || !text.isWellFormed()) return { text: looseUtf8.decode(bytes), charset };
  return { text, charset: torn === "perhaps" ? charset : "gb18030" };
}

/**
 * Whether bytes are UTF-8 that was cut in its last character, by a pause or the end of the stream: surely, where whole
 * characters beyond ASCII stand before the cut; perhaps, where only ASCII does, since `E4 BD` alone is also a gb18030
 * character. A guess must not mark the connection for good.
 */
function tornUtf8(bytes: Uint8Array): "no" | "perhaps" | "surely" {
  const whole = bytes.subarray(0, bytes.length - unfinishedUtf8Length(bytes));
  if (whole.length === bytes.length || !isUtf8(whole)) return "no";
  return whole.some((byte) => byte >= 0x80) ? "surely" : "perhaps";
}

/** @returns the bytes of a text in gb18030. */
export function encodeGb18030(text: string): Uint8Array {
  return iconv.encode(text, "gb18030");
}
