/** People who speak plain text, and the console: they get a nick and are in the default channel at once. */
import { NO_CAPABILITIES } from "../protocol/capabilities.ts";
import { CONSOLE_SESSION, type Effect, type Entry } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import { SERVER_NICK } from "../protocol/names.ts";
import { isShownToAll } from "./audience.ts";
import { deliver, eventBy, identity, type Moment } from "./effects.ts";
import { recordEvent } from "./event-records.ts";
import type { Membership } from "./membership.ts";
import { turnedAway } from "./moderation/banned.ts";
import { nowOnline } from "./monitoring.ts";
import { recentMessages } from "./recent-messages.ts";
import { type Session, User } from "./user.ts";

type Connect = Entry & { readonly kind: "connect" };

export function welcomeGuest(moment: Moment, entry: Connect): Effect[] {
  const { chat, stamped } = moment;
  const isConsole = entry.session === CONSOLE_SESSION;
  const source = isConsole ? consoleSource(moment) : guestSource(moment, entry.host);
  const refused = turnedAway(moment, entry.session, source);
  if (refused) {
    chat.guestNames.release(entry.host, source.nick);
    return refused;
  }
  const user = new User({ id: chat.guestUserId(stamped), source, signedOnAtMs: stamped.timeMs });
  const session: Session = {
    id: entry.session,
    kind: entry.sessionKind,
    host: entry.host,
    user,
    capabilities: NO_CAPABILITIES,
    monitored: new Map(),
  };

  chat.addUser(user);
  chat.addSession(session);
  const channel = chat.channels.default;
  const membership = chat.channels.enter(user, channel);
  if (isConsole) {
    user.operator = SERVER_NICK;
    chat.operators.add(user);
    membership.setPrefix("q");
  }
  return [
    identity(session),
    { kind: "came", session: session.id, source },
    ...nowOnline(moment, user),
    ...announce(moment, session, membership),
    ...(session.kind === "plain" ? recentMessages(moment, { session }, membership) : []),
  ];
}

function consoleSource({ chat }: Moment): Source {
  const { serverName, description } = chat.settings;
  const names = { nick: SERVER_NICK, username: SERVER_NICK, host: serverName, realname: description };
  return { ...names, isGuest: false, isBot: false };
}

function guestSource({ chat }: Moment, host: string): Source {
  const nick = chat.guestNames.take(host);
  return { nick, username: "guest", host, realname: host, isGuest: true, isBot: false };
}

/** To IRC people in the room; without any, an arrival makes no event at all. */
function announce(moment: Moment, session: Session, membership: Membership): Effect[] {
  const { channel } = membership;
  const audience = channel.presenceAudience();
  if (audience.length === 0) return [];
  const joined = eventBy(moment, session.user.source, { command: "JOIN", params: [channel.name] });
  const records = isShownToAll(membership) ? [recordEvent({ chat: moment.chat, session }, joined)] : [];
  return [...records, deliver({ session }, audience, joined)];
}
