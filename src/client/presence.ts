/** What the person set up on a server of ours, to be set up again after a lost connection. */
import { LANGUAGES } from "../locales/catalog.ts";
import { type FoldedChannel, foldChannel, isChannelName } from "../protocol/names.ts";
import { parsePlainLine } from "../protocol/plain-text.ts";
import { readerOf } from "./room-words.ts";

const readNewNick = readerOf("youAre");

/** Remembers the rooms and the language from what was sent, and the nick once the server has given it. */
export class Presence {
  #nick: string | undefined;
  #language: string | undefined;
  /** The room that lines are said in; undefined in the room of arrival, whose name the client does not know. */
  #current: string | undefined;
  readonly #rooms = new Map<FoldedChannel, string>();

  /** @param line as it was sent; the server reads it with the same code. */
  sent(line: string): void {
    const request = parsePlainLine(line, { channel: this.#current, isConsole: false });
    if (request.kind === "local" && request.command === "lang") this.#speak(request.argument);
    if (request.kind !== "message") return;
    const { command, params } = request.message;
    const [room = ""] = params;
    if (command === "JOIN") this.#enter(room);
    if (command === "PART") this.#leave(room);
  }

  /** Only the server's answer shows whether a nick was free and legal. */
  heard(line: string): void {
    this.#nick = readNewNick(line)?.["nick"] ?? this.#nick;
  }

  /** The lines that set it up again, the room that was current last. */
  restore(): string[] {
    const rooms = [...this.#rooms.values()].map((room) => `/join ${room}`);
    const nick = this.#nick === undefined ? [] : [`/nick ${this.#nick}`];
    const language = this.#language === undefined ? [] : [`/lang ${this.#language}`];
    return [...language, ...nick, ...rooms];
  }

  #speak(argument: string): void {
    this.#language = LANGUAGES.find((known) => known === argument.toLowerCase()) ?? this.#language;
  }

  #enter(room: string): void {
    if (!isChannelName(room)) return;
    this.#rooms.delete(foldChannel(room));
    this.#rooms.set(foldChannel(room), room);
    this.#current = room;
  }

  #leave(room: string): void {
    const left = foldChannel(room);
    this.#rooms.delete(left);
    // As on the server: who leaves a room is back in the one entered before.
    this.#current = [...this.#rooms.values()].at(-1);
  }
}
