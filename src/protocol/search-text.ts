/** What people type to search: words, "phrases", and conditions such as `from:NAME`. */
import { SEARCH_LINES, SEARCH_TERMS_MAX } from "./limits.ts";
import { guestNick } from "./names.ts";
import { formatTags } from "./tags.ts";

const DAY = /^(\d{4})-(\d\d?)-(\d\d?)$/;
/** The colon of a Chinese keyboard will do. */
const CONDITION = /^(from|in|before|after)[:：](.+)$/i;
/** Also the quotation marks of a Chinese keyboard; one that is never closed ends with the text. */
const PIECE = /"[^"]*"?|“[^”]*”?|[^\s"“]+/g;

/**
 * `from:bob in:#tea after:2026-11-20 "green tea" cup` as what SEARCH takes. A day begins when it does where the server is, as
 * all times are shown in plain text: `after` includes the day, `before` does not.
 *
 * @returns "" where nothing is looked for.
 */
export function searchAttributes(line: string): string {
  const attributes = new Map<string, string>();
  const words: string[] = [];
  for (const [piece] of line.matchAll(PIECE)) {
    const [, name = "", value = ""] = CONDITION.exec(piece) ?? [];
    if (name === "") words.push(piece);
    else attributes.set(name.toLowerCase(), condition(name.toLowerCase(), value));
  }
  if (words.length > 0) attributes.set("text", words.join(" "));
  if (attributes.size === 0) return "";
  return formatTags([...attributes, ["limit", String(SEARCH_LINES)]]);
}

/** What is no day stays as it is, and is refused with its name. */
function condition(name: string, value: string): string {
  if (name === "from") return nickOfSender(value);
  const [, year = "", month = "", day = ""] = DAY.exec(value) ?? [];
  if (year === "" || (name !== "before" && name !== "after")) return value;
  const midnightMs = new Date(Number(year), Number(month) - 1, Number(day)).getTime();
  return new Date(name === "before" ? midnightMs - 1 : midnightMs).toISOString();
}

/** @param name a nick, or the address that guests are shown by. */
export function nickOfSender(name: string): string {
  return /^\d+(?:\.\d+){3}$|:/.test(name) ? guestNick(name) : name;
}

/** The words and phrases of a text, without their quotation marks. */
export function searchTerms(text: string): readonly string[] {
  const pieces = Array.from(text.matchAll(PIECE), ([piece]) => piece.replace(/["“”]/g, "").trim());
  return pieces.filter((term) => term !== "").slice(0, SEARCH_TERMS_MAX);
}
