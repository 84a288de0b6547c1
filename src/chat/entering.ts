/** Somebody is in a channel from now on: what others are told, and what the own sessions are shown. */
import { capabilities, hasCapability } from "../protocol/capabilities.ts";
import type { Effect, SessionId } from "../protocol/effects.ts";
import { isShownToAll, otherIrcSessions, presenceOf } from "./audience.ts";
import { namesReplies } from "./commands/names.ts";
import { topicReplies } from "./commands/topic.ts";
import { deliver, deliverToAble, eventBy, type Moment } from "./effects.ts";
import { recordEvent } from "./event-records.ts";
import { showMarker } from "./markers/show.ts";
import type { Membership } from "./membership.ts";
import { syncEntered, tellOfEntrant } from "./metadata/sync.ts";
import { awayEvent } from "./presence/absence.ts";
import { type Comer, recentMessages } from "./recent-messages.ts";
import { tellEntryPrefixes } from "./registered/service-modes.ts";
import type { Session } from "./user.ts";

/**
 * JOIN to everybody who may know of it, and the channel to all of the user's sessions.
 * @param session the one that enters; its user is in the channel already.
 */
export function tellOfEntering(moment: Moment, session: Session, membership: Membership): Effect[] {
  return [
    ...tellJoin(moment, session, membership),
    ...showChannel(moment, { session }, membership),
    ...showToOthers(moment, session, membership),
  ];
}

/** The same without the session that enters: what it is shown is another matter. */
export function announceEntering(moment: Moment, session: Session, membership: Membership): Effect[] {
  return [...tellJoin(moment, session, membership), ...showToOthers(moment, session, membership)];
}

function showToOthers(moment: Moment, session: Session, membership: Membership): Effect[] {
  return otherIrcSessions(session).flatMap((other) => showChannel(moment, { session: other }, membership));
}

function tellJoin(moment: Moment, session: Session, membership: Membership): Effect[] {
  const { user, channel } = membership;
  const audience = presenceOf(membership);
  const joined = eventBy(moment, user.source, { command: "JOIN", params: [channel.name] });
  return [
    ...(isShownToAll(membership) ? [recordEvent({ chat: moment.chat, session }, joined)] : []),
    deliver({ session }, audience, joined),
    ...tellEntryPrefixes(moment, membership, audience),
    ...tellAway(moment, session, audience),
    ...tellOfEntrant(moment, membership),
  ];
}

/** https://ircv3.net/specs/extensions/away-notify: also when somebody who is away comes in, who does so with a device. */
function tellAway(moment: Moment, session: Session, audience: readonly SessionId[]): Effect[] {
  const { user } = session;
  if (user.awayText === undefined) return [];
  const to = audience.filter((id) => id !== session.id);
  if (to.length === 0) return [];
  const away = awayEvent(moment, user);
  return [deliverToAble({ session }, { to, needs: capabilities("away-notify") }, away)];
}

/** What one session is shown of a channel it has come into: the topic, who is there, and what was said last. */
export function showChannel(moment: Moment, comer: Comer, membership: Membership): Effect[] {
  const { session } = comer;
  const { channel } = membership;
  return [
    ...(channel.topic ? topicReplies(session, channel) : []),
    ...showMarker(moment.chat, session, channel),
    ...showNames(moment, session, membership),
    ...syncEntered(moment, session, membership),
    ...recentMessages(moment, comer, membership),
  ];
}

/** https://ircv3.net/specs/extensions/no-implicit-names; plain text asks with /who. */
export function showNames({ chat }: Moment, session: Session, { channel }: Membership): Effect[] {
  const { kind, user, capabilities: readable } = session;
  const isAsked =
    hasCapability(readable, "no-implicit-names") || hasCapability(readable, "draft/no-implicit-names");
  if (kind !== "irc" || isAsked) return [];
  return namesReplies({ chat, session, user, capabilities: readable }, channel);
}
