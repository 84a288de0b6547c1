/** Somebody's words as the server itself tells them to others: they shall look like nothing else. */
import { withoutFormatting } from "./formatting.ts";
import { safeText } from "./safe-text.ts";

/** On one line, without colours, control characters and overrides of direction. */
export function plainWords(text: string): string {
  return safeText(withoutFormatting(text).replaceAll("\n", " "));
}
