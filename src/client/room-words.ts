/** Plain text has no signs for programs: what our server said is known by its words, whatever language it speaks. */
import { LANGUAGES } from "../locales/catalog.ts";
import type { RoomKey } from "../locales/room/en.ts";
import { roomText } from "../locales/room/texts.ts";

/** What stood in the place of each `{name}` of the text. */
type Parts = Readonly<Record<string, string>>;

/** Reads lines that say `key`. Nobody's message looks like one: those begin with `<`, `[` or `*`. */
export function readerOf(key: RoomKey): (line: string) => Parts | undefined {
  const patterns = LANGUAGES.map((language) => patternOf(roomText(language, key)));
  return (line) =>
    patterns.map((pattern) => pattern.exec(line)?.groups).find((groups) => groups !== undefined);
}

function patternOf(text: string): RegExp {
  const literal = text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{(\w+)\}/g, "(?<$1>.*)")}$`);
}
