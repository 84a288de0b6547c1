/** Reads what is to be kept out of command lines. */
import { readFileSync } from "node:fs";

/** @returns the first line of a file in UTF-8, without its end. @throws where it cannot be read. */
export function readFirstLine(file: string): string {
  return readFileSync(file, "utf8").split(/\r?\n/)[0] ?? "";
}
