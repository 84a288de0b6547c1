/** Whether the server sent a person away: then coming back by itself would be rude. */
import { LANGUAGES } from "../locales/catalog.ts";
import { roomText } from "../locales/room/texts.ts";

/** The words of a kick in every language, up to whoever did it and why. Plain text has no other sign. */
const DISMISSALS = LANGUAGES.map((language) => {
  const [before = "", after = ""] = roomText(language, "goodbyeKicked").split("{by}");
  const afterBy = after.split("{text}")[0] ?? "";
  return { before, afterBy: afterBy.trim() };
});

/** @param line the last one before the connection ended; nobody's message looks like it, those begin with `<` or `*`. */
export function isDismissal(line: string): boolean {
  return DISMISSALS.some(({ before, afterBy }) => line.startsWith(before) && line.includes(afterBy));
}
