/** How a command is written, for the people who forgot half of it. */
import type { Language } from "../../locales/catalog.ts";
import { roomText } from "../../locales/room/texts.ts";
import type { CommandWord } from "../../protocol/plain-text.ts";

/** The line of the help that is about this command: the help and the error cannot disagree. */
export function usageOf(word: CommandWord, language: Language): string {
  const help = `${roomText(language, "help")}\n${roomText(language, "consoleHelp")}`;
  const line = help.split("\n").find((row) => row.startsWith(`/${word} `));
  return line?.split(/ {2,}|；|;/)[0] ?? `/${word}`;
}
