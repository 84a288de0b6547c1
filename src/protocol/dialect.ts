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
  if (IRC_FIRST_LINES.some(({ whole }) => whole.test(line))) return "irc";
  return "plain";
}

/** A TLS record of the handshake: 16 03. https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
function detectTls(bytes: Uint8Array, start: number): Dialect | undefined {
  if (start + 1 === bytes.length) return undefined;
  return bytes[start + 1] === 0x03 ? "tls" : "plain";
}

/** `METHOD target HTTP/1.x`; HTTP/2's preface has the same shape. https://www.rfc-editor.org/rfc/rfc9112#section-3 */
const HTTP_REQUEST_LINE = /^[A-Z]{1,20} \S+ HTTP\/\d\.\d$/;

/** One kind of first line: whole, and as it looks while it is not. */
interface FirstLine {
  readonly whole: RegExp;
  /** Every start of `whole` matches; what does not match is plain text without waiting for its end. */
  readonly start: RegExp;
}

/**
 * What an IRC program may send first, in upper case and in the right shape; `PASS the salt` and `QUIT it` are chat.
 * Spaces at the end are forgiven; a CR within a line is a character like any other, however the line arrives.
 * https://modern.ircdocs.horse/#connection-setup
 */
const IRC_FIRST_LINES: readonly FirstLine[] = [
  { whole: /^CAP (LS|LIST|REQ|END|ACK|NAK|NEW|DEL)( |$)/, start: /^CAP( [A-Z]*( .*)?)?$/s },
  {
    whole: /^(NICK|PASS|AUTHENTICATE|PING) (:.+|\S+ *)$/s,
    start: /^(NICK|PASS|AUTHENTICATE|PING)( (:.*|\S* *)?)?$/s,
  },
  {
    whole: /^USER \S+ \S+ \S+ (:.*|\S+ *)$/s,
    start: /^USER( (\S*|\S+ \S*|\S+ \S+ \S*|\S+ \S+ \S+ (:.*|\S* *)))?$/s,
  },
  { whole: /^QUIT *( :.*)?$/s, start: /^QUIT *( :.*)?$/s },
  { whole: /^WEBIRC \S+ \S+ \S+ \S+/, start: /^WEBIRC( .*)?$/s },
];

const UPPER_CASE_WORD = /^[A-Z]{1,20}$/;
const HTTP_START = /^[A-Z]{1,20} \S*( (H(T(T(P(\/(\d(\.\d?)?)?)?)?)?)?)?)?$/;

/** Whether an unfinished line may still become a request line or a command. */
function mayBecomeProtocol(line: string): boolean {
  if (UPPER_CASE_WORD.test(line) || HTTP_START.test(line)) return true;
  return IRC_FIRST_LINES.some(({ start }) => start.test(line));
}

function isUpperCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let index = start; index < end; index++) text += String.fromCharCode(bytes[index] ?? 0);
  return text;
}
