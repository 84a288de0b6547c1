/** What was said before somebody came, for those who cannot ask for it: the last messages, or what they have missed. */
import { capabilities, NO_CAPABILITIES } from "../protocol/capabilities.ts";
import type { Effect } from "../protocol/effects.ts";
import { SAID_KINDS } from "../protocol/history.ts";
import type { Point } from "../protocol/history-query.ts";
import { CHATHISTORY_MESSAGES_MAX, PLAYBACK_MESSAGES_MAX, RECENT_LINES_DEFAULT } from "../protocol/limits.ts";
import type { Account } from "./accounts/account.ts";
import type { Moment } from "./effects.ts";
import type { Membership } from "./membership.ts";
import { placeOf } from "./readable-history.ts";
import type { Session, User } from "./user.ts";

/** Who asks when they want to. https://ircv3.net/specs/extensions/chathistory: then nothing is shown unasked. */
const ASKING = capabilities("draft/chathistory", "znc.in/playback");

/** A session that comes into a channel, or back to its user. */
export interface Comer {
  readonly session: Session;
  /** When the user's last device had gone; undefined where one is here, or nothing can have been missed. */
  readonly missedSince?: Point | undefined;
}

/** @param user before the device that comes is one of its devices. */
export function missedSince({ isAbsent, account }: User): Point | undefined {
  return isAbsent ? account?.leftAt : undefined;
}

/** What was said in a channel before this moment; nothing is shown where nothing was. */
export function recentMessages(moment: Moment, comer: Comer, membership: Membership): Effect[] {
  const { session, missedSince: after } = comer;
  const limit = after ? missedShown(session) : messagesShown(moment, session);
  if (limit === 0) return [];
  const { where, called } = placeOf(membership);
  const { name } = membership.channel;
  const asOf = moment.stamped.sequence;
  return [
    {
      kind: "history",
      to: session.id,
      query: {
        kind: "page",
        ...where,
        ...(after && { after }),
        kinds: SAID_KINDS,
        take: "last",
        limit,
        asOf,
      },
      view: { purpose: "recent", target: name, ...called, self: session.user.id },
    },
  ];
}

/** What others have said to the user in private meanwhile. */
export function missedTalks({ stamped }: Moment, { session, missedSince: after }: Comer): Effect[] {
  const limit = missedShown(session);
  if (!after || limit === 0) return [];
  const { id, nick } = session.user;
  return [
    {
      kind: "history",
      to: session.id,
      query: { kind: "search", terms: [], targets: [], identity: id, after, limit, asOf: stamped.sequence },
      view: { purpose: "missed", target: nick, self: id },
    },
  ];
}

/** The same for somebody who was not here at all until now. */
export function waitingTalks(moment: Moment, session: Session, { leftAt }: Account): Effect[] {
  return missedTalks(moment, { session, missedSince: leftAt });
}

/** Messages of one of the places where the user is. */
function missedShown(session: Session): number {
  if (!isShownUnasked(session)) return 0;
  const places = session.user.channels.size + 1;
  return Math.min(CHATHISTORY_MESSAGES_MAX, Math.floor(PLAYBACK_MESSAGES_MAX / places));
}

function messagesShown({ chat }: Moment, session: Session): number {
  if (!isShownUnasked(session)) return 0;
  return session.kind === "irc" ? chat.settings.historyOnJoin : RECENT_LINES_DEFAULT;
}

/** Whoever sent a datagram did not ask for an answer, least of all a long one: its address may be forged. */
function isShownUnasked({ kind, capabilities: readable }: Session): boolean {
  return kind !== "datagram" && (readable & ASKING) === NO_CAPABILITIES;
}
