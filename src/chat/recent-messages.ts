/** The last messages of a channel, for who has just come and cannot ask for them. */
import { type Capabilities, capabilities, NO_CAPABILITIES } from "../protocol/capabilities.ts";
import type { Effect } from "../protocol/effects.ts";
import { SAID_KINDS } from "../protocol/history.ts";
import { RECENT_LINES_DEFAULT } from "../protocol/limits.ts";
import type { Moment } from "./effects.ts";
import type { Membership } from "./membership.ts";
import { placeOf } from "./readable-history.ts";
import type { Session } from "./user.ts";

/** Who asks when they want to. https://ircv3.net/specs/extensions/chathistory: then nothing is shown unasked. */
const ASKING = capabilities("draft/chathistory", "znc.in/playback");

export interface Comer extends Pick<Moment, "chat" | "stamped"> {
  readonly session: Session;
  /** None where it is not IRC. */
  readonly capabilities?: Capabilities;
}

/** What was said before this moment; nothing is shown where nothing was. */
export function recentMessages(comer: Comer, membership: Membership): Effect[] {
  const { stamped, session } = comer;
  const limit = messagesShown(comer);
  if (limit === 0) return [];
  const { where, called } = placeOf(membership);
  const { name } = membership.channel;
  return [
    {
      kind: "history",
      to: session.id,
      query: { kind: "page", ...where, kinds: SAID_KINDS, take: "last", limit, asOf: stamped.sequence },
      view: { purpose: "recent", target: name, ...called, self: session.user.id },
    },
  ];
}

/** Whoever sent a datagram did not ask for an answer, least of all a long one: its address may be forged. */
function messagesShown({ chat, session, capabilities: readable = NO_CAPABILITIES }: Comer): number {
  switch (session.kind) {
    case "plain":
    case "console":
      return RECENT_LINES_DEFAULT;
    case "datagram":
      return 0;
    case "irc":
      return (readable & ASKING) === NO_CAPABILITIES ? chat.settings.historyOnJoin : 0;
  }
}
