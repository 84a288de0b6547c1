/** What was said lately, by msgid: for replies, reactions and what is taken back, and so that nothing is shown twice. */
import { RECENT_LENGTH_MAX, RECENT_LINES_MAX, TALKS_KNOWN_MAX } from "../../limits.ts";
import { isService } from "../account/services.ts";
import { readCtcp } from "../ctcp.ts";
import type { Incoming } from "../incoming.ts";
import { plainTarget } from "../plain-target.ts";
import type { ClientState } from "../state.ts";

export interface RecentLine {
  readonly msgid: string;
  /** The room, or the other person of a private talk, as they were called. */
  readonly place: string;
  readonly nick: string;
  /** What people call them. */
  readonly name: string;
  /** Its beginning. */
  readonly text: string;
  readonly isOwn: boolean;
}

/** What this person answered a line with, in one sign. */
export interface OwnReaction {
  readonly place: string;
  readonly msgid: string;
  readonly emoji: string;
}

/** Where a person has got to in a room or a private talk. */
export interface Point {
  readonly place: string;
  /** The last line there, or of a room where they have read none, their own coming in. */
  readonly what: "said" | "entered";
  readonly msgid: string;
  readonly timeMs: number;
}

/** Outlives connections: msgids and the server's times do as well. */
export class RecentLines {
  /** The newest comes last. */
  readonly #lines = new Map<string, RecentLine>();
  /** By folded place; the one with the newest line comes last. */
  readonly #points = new Map<string, Point>();

  #ownReaction: OwnReaction | undefined;
  #entered: string | undefined;

  /** Takes note of a line of the server. */
  read(line: Incoming, state: ClientState): void {
    if (line.command === "TAGMSG") this.#readReaction(line, state);
    if (line.command === "JOIN" && state.isMe(line.nick)) this.#enter(line, state);
    if (line.command === "REDACT") this.#lines.delete(line.params[1] ?? "");
    const msgid = line.tags.get("msgid");
    if (msgid === undefined || !isSaid(line)) return;
    const [target = "", said = ""] = line.params;
    const place = placeOf(line, state);
    const isOwn = state.isMe(line.nick);
    if (isOwn && isService(place)) return;
    const text = (readCtcp(said)?.text ?? said).slice(0, RECENT_LENGTH_MAX);
    this.#lines.set(msgid, { msgid, place, nick: line.nick, name: line.name, text, isOwn });
    dropOldest(this.#lines, RECENT_LINES_MAX);
    // What only some of a room hear is not in the room's own history.
    if (target === plainTarget(target, state))
      this.#mark({ place, what: "said", msgid, timeMs: timeOf(line) }, state);
  }

  /** The msgid of the newest room entered. */
  get entered(): string | undefined {
    return this.#entered;
  }

  /** The newest reaction of this person, unless it is taken back. */
  get ownReaction(): OwnReaction | undefined {
    return this.#ownReaction;
  }

  get(msgid: string): RecentLine | undefined {
    return this.#lines.get(msgid);
  }

  has(msgid: string | undefined): boolean {
    return msgid !== undefined && this.#lines.has(msgid);
  }

  /** The newest line of a place that fits, or the `back`-th before it. */
  last(
    place: string,
    state: ClientState,
    fits: (line: RecentLine) => boolean,
    back = 0,
  ): RecentLine | undefined {
    const { features } = state;
    const key = features.fold(place);
    const lines = [...this.#lines.values()].filter((line) => features.fold(line.place) === key && fits(line));
    return lines.at(-1 - back);
  }

  /** Where the person has got to there. */
  point(place: string, { features }: ClientState): Point | undefined {
    return this.#points.get(features.fold(place));
  }

  /** Where they have got to everywhere, the newest last. */
  points(): Point[] {
    return [...this.#points.values()];
  }

  /** From here on they read what is said. */
  #enter(line: Incoming, state: ClientState): void {
    const [place = ""] = line.params;
    const msgid = line.tags.get("msgid");
    this.#entered = msgid;
    if (msgid === undefined || this.point(place, state)) return;
    this.#mark({ place, what: "entered", msgid, timeMs: timeOf(line) }, state);
  }

  #readReaction({ nick, tags, params }: Incoming, state: ClientState): void {
    if (!state.isMe(nick)) return;
    const emoji = tags.get("+draft/react");
    const [place = ""] = params;
    if (emoji !== undefined) this.#ownReaction = { place, msgid: repliedTo(tags) ?? "", emoji };
    else if (tags.has("+draft/unreact")) this.#ownReaction = undefined;
  }

  #mark(point: Point, { features }: ClientState): void {
    if (Number.isNaN(point.timeMs)) return;
    const key = features.fold(point.place);
    const before = this.#points.get(key);
    if (before && before.timeMs > point.timeMs) return;
    this.#points.delete(key);
    this.#points.set(key, point);
    dropOldest(this.#points, TALKS_KNOWN_MAX);
  }
}

/** When the server took it, in milliseconds since 1970. https://ircv3.net/specs/extensions/server-time */
export function timeOf({ tags }: Incoming): number {
  return Date.parse(tags.get("time") ?? "");
}

/** The line that this one is about. https://ircv3.net/specs/client-tags/reply */
export function repliedTo(tags: Incoming["tags"]): string | undefined {
  return tags.get("+reply") ?? tags.get("+draft/reply");
}

/** By people, not by servers and not between programs. */
function isSaid({ command, source, params }: Incoming): boolean {
  if (command !== "PRIVMSG" && command !== "NOTICE") return false;
  const ctcp = readCtcp(params[1] ?? "");
  return source.includes("!") && (!ctcp || ctcp.command === "ACTION");
}

/** The room, or the other one of a private talk. */
function placeOf({ nick, params: [target = ""] }: Incoming, state: ClientState): string {
  const place = plainTarget(target, state);
  return state.features.isChannel(place) || state.isMe(nick) ? place : nick;
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
