/** Where a plain-text person is and in which language they read: what a connection and the server's terminal share. */
import { LANGUAGES, type Language } from "../../locales/catalog.ts";
import { roomText } from "../../locales/room/texts.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { RECALL_LINES_MAX } from "../../protocol/limits.ts";
import type { Source } from "../../protocol/message.ts";
import type { EventPlace } from "../../protocol/msgid.ts";
import type { PlainRequest } from "../../protocol/plain-text.ts";
import { type Place, renderOwnEvent } from "./render.ts";
import { usageOf } from "./usage.ts";

/** A request that never reaches the rules because it cannot be understood. */
export type Misunderstood = PlainRequest & { readonly kind: "unknown" | "incomplete" };

interface Said extends EventPlace {
  readonly channel: string;
}

export class PlainReader {
  language: Language;
  /** Where lines without a command go; undefined in no room at all. */
  channel: string | undefined;
  /** The rooms the person is in, in the order they were last entered. */
  #rooms: readonly string[];
  #nick = "";
  #account: string | undefined;
  /** What the person has said in rooms and can take back, the newest last. */
  #said: readonly Said[] = [];

  constructor(language: Language, channel: string) {
    this.language = language;
    this.channel = channel;
    this.#rooms = [channel];
  }

  /** Hot: called once per delivery. */
  placeOf(event: ChatEvent): Place {
    const target = event.params[0];
    if (target === this.channel || event.command === "NICK") return "current";
    return target?.includes("#") ? "other" : "private";
  }

  identify(source: Source): void {
    this.#nick = source.nick;
    this.#account = source.account;
  }

  get nick(): string {
    return this.#nick;
  }

  /** The account's name, where the person is logged in. */
  get account(): string | undefined {
    return this.#account;
  }

  /**
   * What somebody else, or the person with another device, has done to where the reader is: into a room or out of it, or
   * into its new name.
   * @returns what the reader is shown of it; undefined where nothing of this has happened.
   */
  moved(event: ChatEvent): string | undefined {
    const { command, params, source } = event;
    switch (command) {
      case "JOIN":
        return source.nick === this.#nick ? this.#joinBeside(event) : undefined;
      case "PART":
        return source.nick === this.#nick ? this.follow(event) : undefined;
      case "KICK":
        return params[1] === this.#nick ? this.follow(event) : undefined;
      case "RENAME":
        return this.follow(event);
      default:
        return undefined;
    }
  }

  /** The person is in one room more, and goes on talking where they are. */
  #joinBeside(event: ChatEvent): string {
    const [channel = ""] = event.params;
    if (this.channel === undefined) return this.follow(event);
    this.#rooms = [channel, ...this.#without(channel)];
    return `${roomText(this.language, "alsoIn", { channel })}\n`;
  }

  /** Goes where the person has gone. @returns what they are shown of it. */
  follow(event: ChatEvent): string {
    const [channel = "", renamed = ""] = event.params;
    if (event.command === "JOIN") this.#rooms = [...this.#without(channel), channel];
    if (event.command === "PART" || event.command === "KICK") this.#rooms = this.#without(channel);
    if (event.command === "RENAME")
      this.#rooms = this.#rooms.map((room) => (room === channel ? renamed : room));
    const before = this.channel;
    this.channel = this.#rooms.at(-1);
    const shown = renderOwnEvent(event, this.language);
    // Who leaves the room they talk in is back in the one before.
    const hasLeft = event.command === "PART" || event.command === "KICK";
    if (!hasLeft || this.channel === before || !this.channel) return shown;
    return `${shown}${roomText(this.language, "youJoined", { channel: this.channel })}\n`;
  }

  #without(channel: string): readonly string[] {
    return this.#rooms.filter((room) => room !== channel);
  }

  /** The person has said this. */
  hasSaid({ params: [target = ""], sequence, index }: ChatEvent): void {
    if (!target.startsWith("#")) return;
    this.#said = [...this.#said, { channel: target, sequence, index }].slice(-RECALL_LINES_MAX);
  }

  /** Where the person's last line in this room stands; the next time it is the one before. */
  takeLastSaid(): EventPlace | undefined {
    const last = this.#said.findLast(({ channel }) => channel === this.channel);
    this.#said = this.#said.filter((said) => said !== last);
    return last;
  }

  /** What is wrong with a request, in one line. */
  explain(request: Misunderstood): string {
    const { word } = request;
    if (request.kind === "unknown") return roomText(this.language, "unknownCommand", { word });
    const usage = usageOf(request.word, this.language);
    return roomText(this.language, "incomplete", { word, usage });
  }

  /** `/lang [zh|en]`. @returns the answer, in the language from now on. */
  chooseLanguage(argument: string): string {
    const language = LANGUAGES.find((known) => known === argument.toLowerCase());
    if (argument !== "" && !language) return roomText(this.language, "langUnknown", { argument });
    this.language = language ?? this.language;
    return roomText(this.language, "langIs", { language: this.language });
  }
}
