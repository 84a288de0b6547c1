/** Long lists in as few lines as hold them. */
import { utf8Length } from "../protocol/split-text.ts";

/** @returns the words, joined, in lines of at most `bytesMax` UTF-8 bytes; a word that is longer has a line of its own. */
export function fillLines(words: Iterable<string>, bytesMax: number, separator = " "): string[] {
  const lines: string[] = [];
  let line = "";
  let bytes = 0;
  for (const word of words) {
    const wordBytes = utf8Length(word) + separator.length;
    if (line !== "" && bytes + wordBytes > bytesMax) {
      lines.push(line);
      line = "";
      bytes = 0;
    }
    line = line === "" ? word : `${line}${separator}${word}`;
    bytes += wordBytes;
  }
  return line === "" ? lines : [...lines, line];
}
