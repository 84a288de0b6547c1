/**
 * REDACT <target> <msgid> [<reason>]: take a message back. The rules hold no old messages, so the edge has asked history for it.
 * https://ircv3.net/specs/extensions/message-redaction
 */
import { capabilities } from "../../protocol/capabilities.ts";
import type { ChatEvent, Effect, Entry, SessionId } from "../../protocol/effects.ts";
import { type HistoryRow, type HistoryWrite, pairTarget } from "../../protocol/history.ts";
import { otherIrcSessions } from "../audience.ts";
import type { Channel } from "../channel.ts";
import { deliverStored, eventBy, type Moment } from "../effects.ts";
import { RANK } from "../membership.ts";
import { type Partner, partnerOf } from "../partner.ts";
import { rankIn } from "../ranks.ts";
import { namesFor } from "../readable-history.ts";
import { readStatusTarget } from "../status-target.ts";
import { cutKickReason } from "../texts.ts";
import type { Session, User } from "../user.ts";

const READS_REDACT = capabilities("draft/message-redaction");
const REDACTABLE: readonly string[] = ["PRIVMSG", "NOTICE", "TAGMSG"];

type Redaction = Entry & { readonly kind: "redaction" };

/** Where a message may be taken back, by this user. */
interface Place {
  /** As others are shown it. */
  readonly name: string;
  /** Whether this is where the message was said. */
  has(row: HistoryRow): boolean;
  /** Whether the user may take it back, though somebody else has said it. */
  isRuled(row: HistoryRow): boolean;
  /** Who is told, of a message that was said to this target of history. */
  hearers(target: string): readonly Session[];
}

export function decideRedaction(moment: Moment, session: Session, entry: Redaction): Effect[] {
  const { target, msgid, found } = entry;

  const place = placeOf(moment, session, target);
  if (!place) return [fail(session, "INVALID_TARGET", target)];
  if (!found || found.redaction || !REDACTABLE.includes(found.kind) || !place.has(found))
    return [fail(session, "UNKNOWN_MSGID", target, msgid)];
  if (found.senderId !== session.user.id && !place.isRuled(found))
    return [fail(session, "REDACT_FORBIDDEN", target, msgid)];

  // Whoever is muted takes it back without words.
  const isMuted = moment.chat.sanctions.muteOf(session, moment.stamped.timeMs) !== undefined;
  const reason = isMuted ? "" : cutKickReason(entry.reason);
  const params = reason === "" ? [place.name, msgid] : [place.name, msgid, reason];
  const event = eventBy(moment, session.user.source, { command: "REDACT", params });
  const write = redactionOf(event, found, session.user);
  return [
    { kind: "record", session: session.id, write },
    ...tell({ session, event }, place.hearers(found.target)),
  ];
}

function fail({ id }: Session, code: string, ...context: readonly string[]): Effect {
  return { kind: "standard", to: id, reply: { severity: "FAIL", command: "REDACT", code, context } };
}

function placeOf(moment: Moment, session: Session, target: string): Place | undefined {
  const { chat } = moment;
  const { user } = session;
  const { name } = readStatusTarget(target);
  if (!name.startsWith("#")) {
    const other = partnerOf(chat, target);
    return other && talkBetween(session, other);
  }
  const channel = chat.channel(name);
  // Who may not read a channel learns nothing about what was said there.
  if (!channel || !(channel.has(user) || user.isOperator)) return undefined;
  return placeIn(moment, channel, session);
}

function talkBetween(session: Session, other: Partner): Place {
  const { user } = session;
  const key = pairTarget(user.id, other.id);
  return {
    name: other.nick,
    has: ({ target }) => target === key,
    isRuled: () => user.isOperator,
    hearers: () => (other === user ? user.sessions : [...other.sessions, ...readersOfOwn(session)]),
  };
}

/** What was said to those of some rank alone (`@#channel`) can be taken back by its sender and by those of that rank. */
function placeIn({ chat }: Moment, channel: Channel, session: Session): Place {
  const { user } = session;
  const nameBehindKey = channel.membership(user)?.nameBehindKey;
  const rank = rankIn(channel, user);
  const readable = namesFor(channel, { rank, nameBehindKey });
  const own = namesFor(channel, { rank: RANK.founder, nameBehindKey });
  const isLasting = user.isOperator || channel === chat.channels.default;
  return {
    name: channel.name,
    has: ({ target, senderId }) => (senderId === user.id ? own : readable).includes(target),
    // Whoever makes a channel again is its operator, but of nothing that was said there before.
    isRuled: ({ sequence }) => rank >= RANK.operator && (isLasting || sequence > channel.createdAtSequence),
    hearers(target) {
      const hearing = [...channel.members()].filter(
        (member) => member.user !== user && namesFor(channel, member).includes(target),
      );
      const own = channel.membership(user);
      const isAmong = own !== undefined && namesFor(channel, own).includes(target);
      const others = hearing.flatMap((member) => member.user.sessions);
      return [...others, ...(isAmong ? user.sessions : readersOfOwn(session))];
    },
  };
}

/** Who of a user's devices were told what the user said where they are not. */
function readersOfOwn(session: Session): readonly Session[] {
  return [session, ...otherIrcSessions(session)];
}

function redactionOf(event: ChatEvent, found: HistoryRow, { id }: User): HistoryWrite {
  const { sequence, index, timeMs, command, source, params } = event;
  const [name = "", msgid = "", reason = ""] = params;
  const place = { sequence, index, timeMs, kind: command, target: found.target, senderId: id, source };
  const redaction = { ...place, write: "redaction", replyTo: msgid, body: reason } as const;
  // Of a private talk it is kept to whom it was said.
  return found.target.includes(" ") ? { ...redaction, params: [name] } : redaction;
}

interface Told {
  readonly session: Session;
  readonly event: ChatEvent;
}

/** IRC clients without the capability are not told; plain text has no capabilities, and says it in words. */
function tell({ session, event }: Told, hearers: readonly Session[]): Effect[] {
  const onIrc = idsOf(hearers.filter(({ kind }) => kind === "irc"));
  const others = idsOf(hearers.filter(({ kind }) => kind !== "irc"));
  return [
    { ...deliverStored({ session }, onIrc, event), needs: READS_REDACT },
    deliverStored({ session }, others, event),
  ].filter(({ to }) => to.length > 0);
}

function idsOf(sessions: readonly Session[]): readonly SessionId[] {
  return sessions.map(({ id }) => id);
}
