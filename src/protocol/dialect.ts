/** Which language a connection speaks, told by its first whole line. */

export type Dialect = "tls" | "http" | "irc" | "plain";

const LF = 0x0a;
const CR = 0x0d;

/**
 * Looks at everything a connection has sent so far.
 * @param bytes the first bytes, from the start of the connection; at most 8 KiB are worth passing.
 * @returns undefined while a row of the table can still match and the first line is not whole yet.
 */
export function detectDialect(bytes: Uint8Array): Dialect | undefined {
  let start = 0;
  while (bytes[start] === LF || bytes[start] === CR) start++;
  if (start === bytes.length) return undefined;
  if (bytes[start] === 0x16) return detectTls(bytes, start);
  if (!isUpperCase(bytes[start])) return "plain";

  const end = bytes.indexOf(LF, start);
  const line = latin1(bytes, start, end === -1 ? bytes.length : end).replace(/\r$/, "");
  if (end === -1) return mayBecomeProtocol(line) ? undefined : "plain";
  if (HTTP_REQUEST_LINE.test(line)) return "http";
  if (IRC_FIRST_LINES.some((shape) => shape.test(line))) return "irc";
  return "plain";
}

/** A TLS record of the handshake: 16 03. https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
function detectTls(bytes: Uint8Array, start: number): Dialect | undefined {
  if (start + 1 === bytes.length) return undefined;
  return bytes[start + 1] === 0x03 ? "tls" : "plain";
}

/** `METHOD target HTTP/1.x`; HTTP/2's preface has the same shape. https://www.rfc-editor.org/rfc/rfc9112#section-3 */
const HTTP_REQUEST_LINE = /^[A-Z]{1,20} \S+ HTTP\/\d\.\d$/;

/**
 * What an IRC program may send first, in upper case and in the right shape; `PASS the salt` and `QUIT it` are chat.
 * https://modern.ircdocs.horse/#connection-setup
 */
const IRC_FIRST_LINES: readonly RegExp[] = [
  /^CAP (LS|LIST|REQ|END|ACK|NAK|NEW|DEL)( |$)/,
  /^(NICK|PASS|AUTHENTICATE|PING) (:.+|\S+)$/,
  /^USER \S+ \S+ \S+ (:.*|\S+)$/,
  /^QUIT( :.*)?$/,
  /^WEBIRC \S+ \S+ \S+ \S+/,
];

/** An unfinished line that may still become a request line or a command: a word in upper case, then anything. */
const PROTOCOL_START = /^[A-Z]{1,20}( .*)?$/s;
const IRC_WORD = /^(CAP|NICK|PASS|AUTHENTICATE|PING|USER|QUIT|WEBIRC)$/;
const HTTP_START = /^[A-Z]+ \S*( (H(T(T(P(\/(\d(\.\d?)?)?)?)?)?)?)?)?$/;

function mayBecomeProtocol(line: string): boolean {
  if (!PROTOCOL_START.test(line)) return false;
  const [word = ""] = line.split(" ", 1);
  return IRC_WORD.test(word) || word === line || HTTP_START.test(line);
}

function isUpperCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let index = start; index < end; index++) text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}
