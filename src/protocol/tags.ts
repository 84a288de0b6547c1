/** Message tags: `key=value;+client-only`. https://ircv3.net/specs/extensions/message-tags */

const ESCAPES: Readonly<Record<string, string>> = {
  ";": "\\:",
  " ": "\\s",
  "\\": "\\\\",
  "\r": "\\r",
  "\n": "\\n",
  "\0": "", // May not be said at all, not even escaped.
};
const UNESCAPES: Readonly<Record<string, string>> = { ":": ";", s: " ", r: "\r", n: "\n" };

const TO_ESCAPE = /[; \\\r\n\0]/g;
const ESCAPED = /\\(.?)/gs;

export function escapeTagValue(value: string): string {
  return value.replace(TO_ESCAPE, (character) => ESCAPES[character] ?? character);
}

/** A backslash before any other character, or at the end, is dropped. */
export function unescapeTagValue(escaped: string): string {
  if (!escaped.includes("\\")) return escaped;
  return escaped.replace(ESCAPED, (_, character: string) => UNESCAPES[character] ?? character);
}

/**
 * Reads the part between `@` and the space.
 *
 * @returns values by key, unescaped; "" where there is none. Of a repeated key the last one counts.
 */
export function parseTags(raw: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of raw.split(";")) {
    const key = tagKey(tag);
    if (key !== "") tags.set(key, unescapeTagValue(tag.slice(key.length + 1)));
  }
  return tags;
}

/** Escapes the values and joins the tags, without `@`. Keys are taken as they are. */
export function formatTags(tags: Iterable<readonly [key: string, value: string]>): string {
  let text = "";
  for (const [key, value] of tags) {
    if (text !== "") text += ";";
    text += value === "" ? key : `${key}=${escapeTagValue(value)}`;
  }
  return text;
}

const CLIENT_ONLY_KEY = /^\+(?:[A-Za-z0-9.-]+\/)?[A-Za-z0-9-]+$/;
const VALUE_FORBIDDEN = /[\0\r\n ]/;

/**
 * What a client wants passed on to others: its `+` tags, still escaped, as they came. Tags that the specification does
 * not allow are dropped, and of a repeated key all but the last.
 *
 * @returns "" if there are none.
 */
export function clientOnlyTags(raw: string): string {
  if (!raw.includes("+")) return "";
  const tags = new Map<string, string>();
  for (const tag of raw.split(";")) {
    const key = tagKey(tag);
    if (CLIENT_ONLY_KEY.test(key) && !VALUE_FORBIDDEN.test(tag)) tags.set(key, tag);
  }
  return [...tags.values()].join(";");
}

function tagKey(tag: string): string {
  const equals = tag.indexOf("=");
  return equals === -1 ? tag : tag.slice(0, equals);
}
