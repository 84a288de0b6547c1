/** What a line of the server is to the person: to be read or not, answered between programs, a change of place or name. */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { isService } from "./account/services.ts";
import { CtcpLimit, ctcpAnswer, formatCtcp, readCtcp } from "./ctcp.ts";
import { repliedTo } from "./history/recent-lines.ts";
import type { Incoming } from "./incoming.ts";
import type { Heard } from "./session.ts";
import type { Talk } from "./talk.ts";

const SAID: ReadonlySet<string> = new Set(["PRIVMSG", "NOTICE", "INVITE", "TAGMSG"]);

/** Whether a person does not want to read it. */
export function isIgnored({ command, source }: Incoming, { ignored, session }: Talk): boolean {
  if (!SAID.has(command)) return false;
  return ignored.has(source, session.state.features);
}

/**
 * What nobody reads before the welcome is complete: figures and modes of the server, that it has no MOTD, what it does
 * not know, and the search for a nick, which is told at its end.
 */
const INTRODUCTION = /^(?:00[2-4]|042|25[0-5]|26[56]|422|43[1-7]|410|421|451|MODE)$/;

/** Own echoes stand on the screen already, but not what a reply of one's own answers. */
export function isForPerson({ line, isAnswer }: Heard, talk: Talk): boolean {
  const { registration, state } = talk.session;
  // History may have told it already. What somebody says to themselves comes twice, and its echo stands there.
  const isSeen = talk.recent.has(line.tags.get("msgid")) && !state.isMe(line.params[0] ?? "");
  const isSaid = line.command === "PRIVMSG" || line.command === "NOTICE";
  const isEcho = isAnswer && isSaid && !talk.recent.has(repliedTo(line.tags));
  const isToService = isSaid && state.isMe(line.nick) && isService(line.params[0] ?? "");
  if ((isEcho && state.isMe(line.nick)) || isToService || isSeen || isIgnored(line, talk)) return false;
  return registration.isRegistered || !(INTRODUCTION.test(line.command) || isForPrograms(line, talk));
}

/** Where everybody meets: a server of ours says it for other programs, this one goes there unasked. */
function isForPrograms({ command, params }: Incoming, { session }: Talk): boolean {
  const [, room] = /[:：] ?\/join (\S+)$/.exec(params.at(-1) ?? "") ?? [];
  return command === "372" && room !== undefined && room === session.state.features.channel;
}

/** What was told on earlier connections. */
export interface Past {
  readonly isDismissed: boolean;
  /** Rooms that are entered again; undefined for who is there, or comes for the first time. */
  readonly returningTo: readonly string[] | undefined;
}

/** The greeting, the message of the day, and who one is logged in as. */
const WELCOME = /^(?:001|37[256]|900)$/;

/** A dismissal is told once, and so is a welcome. */
export function isAgain(line: Incoming, past: Past, { session }: Talk): boolean {
  const { command, nick, params } = line;
  if (command === "ERROR") return past.isDismissed;
  if (!past.returningTo) return false;
  const { features } = session.state;
  const isRoom = (room: string) => features.fold(room) === features.fold(params[0] ?? "");
  const isOwnJoin = command === "JOIN" && session.state.isMe(nick);
  return WELCOME.test(command) || (isOwnJoin && past.returningTo.some(isRoom));
}

/** Answers other people's programs. https://modern.ircdocs.horse/ctcp.html */
export class CtcpAnswers {
  readonly #limit = new CtcpLimit();

  read(line: Incoming, { session, stay }: Talk): void {
    if (line.command !== "PRIVMSG" || session.state.isMe(line.nick)) return;
    const request = readCtcp(line.params[1] ?? "");
    const nowMs = stay.world.clock.nowMs();
    const answer = request && ctcpAnswer(request, nowMs);
    if (!answer || !this.#limit.allows(nowMs)) return;
    const params = [line.nick, formatCtcp(answer)];
    session.send({ line: formatIrcLine({ command: "NOTICE", params }, { forceTrailing: true }) });
  }
}

/** Goes where the person has gone. To be called after the state has read the line. */
export function followTarget({ command, nick, params }: Incoming, talk: Talk): void {
  const { state } = talk.session;
  const [first = "", second = ""] = params;
  const isTarget = (name: string) =>
    talk.target !== undefined && state.features.fold(name) === state.features.fold(talk.target);
  if (command === "JOIN" && state.isMe(nick) && talk.context.follows(first)) talk.target = first;
  if (command === "RENAME" && isTarget(first)) talk.target = second;
  if (command === "NICK" && isTarget(nick)) talk.target = first;
  const isGone = (command === "PART" || command === "KICK") && isTarget(first) && !state.room(first);
  // Who leaves the room they talk in is back in the one before.
  if (isGone) talk.target = [...state.rooms.values()].at(-1)?.name;
}

/** Keeps the own nick in mind, and takes it back when the one who had it goes. */
export function followNick({ command, nick, params: [next = ""] }: Incoming, talk: Talk): void {
  const { state } = talk.session;
  const { features } = state;
  if (command === "NICK" && state.isMe(next)) talk.nick = next;
  const isFree = command === "QUIT" || command === "NICK";
  const isWanted = features.fold(nick) === features.fold(talk.nick);
  if (isFree && isWanted && !state.isMe(talk.nick)) talk.session.sendNow("NICK", talk.nick);
}

/** Whether the server wants to be left alone: coming back by itself would be rude. */
export function isDismissal({ command, params }: Incoming, { session }: Talk): boolean {
  if (command === "465") return true;
  if (command === "KILL") return session.state.isMe(params[0] ?? "");
  if (command !== "ERROR") return false;
  // Before the reason stands who it is about, and people have all sorts of names.
  const reason = (params.at(-1) ?? "").replace(/^Closing link:\s*\S+/i, "");
  return /\b(?:kill(?:ed)?|kick(?:ed)?|ban(?:ned)?|[kgz]-?lined?)\b/i.test(reason);
}
