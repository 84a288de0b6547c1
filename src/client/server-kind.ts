/**
 * Whom we talk to, found out from what a server shows of itself. Until that is known nothing is sent: a tutorial's
 * server would pass on every byte as chat.
 */

import { isFull } from "./full.ts";

/** `ours` is this project's chat-server, `irc` any other IRC server, `plain` a program that passes lines on. */
export type ServerKind = "ours" | "irc" | "plain";

/** A server that has shown nothing by then is taken for plain text. */
export const IDENTIFY_DEADLINE_MS = 500;

const WELCOME = "Welcome to this chatroom!";
const OUR_SECOND_LINE = /\bchat-server \d+\.\d+\.\d+/;
/** To nobody in particular, since nobody has a name yet. A tutorial's server may begin with anything people say. */
const IRC_FIRST_LINE = /^(?::[A-Za-z0-9]\S* )?(?:NOTICE|[0-9]{3}) (?:\*|AUTH|Auth) :/;

/** The first lines of one connection, and what they show. */
export class Greeting {
  #linesSeen = 0;
  #welcomed = false;

  /** @returns the kind of server if this line shows it; undefined where it is still open or was shown before. */
  read(line: string): ServerKind | undefined {
    this.#linesSeen += 1;
    if (this.#linesSeen === 1) {
      this.#welcomed = line === WELCOME;
      return firstLineShows(line);
    }
    if (this.#linesSeen > 2) return undefined;
    return this.#welcomed && OUR_SECOND_LINE.test(line) ? "ours" : "plain";
  }
}

function firstLineShows(line: string): ServerKind | undefined {
  if (line === WELCOME || isFull(line)) return undefined;
  return IRC_FIRST_LINE.test(line) ? "irc" : "plain";
}
