/** Whether the server wants to be left alone, for good or for now. */
import { readerOf } from "./room-words.ts";

const readKick = readerOf("goodbyeKicked");
const readFull = readerOf("full");

/**
 * Whether a person was sent away: then coming back by itself would be rude.
 * @param line the last one before the connection ended.
 */
export function isDismissal(line: string): boolean {
  // Without a reason the sentence ends earlier, and its space is gone.
  return readKick(`${line} `) !== undefined;
}

/** Whether the server takes nobody more at the moment. @param line the first one, which is the last as well. */
export function isFull(line: string): boolean {
  return readFull(line) !== undefined;
}
