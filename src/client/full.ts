/** Whether a server of ours takes nobody more at the moment. It says so in plain text, before it knows who is there. */
import { LANGUAGES } from "../locales/catalog.ts";
import { roomText } from "../locales/room/texts.ts";

const PATTERNS = LANGUAGES.map((language) => patternOf(roomText(language, "full")));

/** @param line the first one, which is the last as well. */
export function isFull(line: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(line));
}

function patternOf(text: string): RegExp {
  const literal = text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{\w+\}/g, ".*")}$`);
}
