/** What a client reads first, in the order every IRC client expects. https://modern.ircdocs.horse/#connection-registration */
import type { Effect } from "../protocol/effects.ts";
import { channelModeLetters, parameterModeLetters, userModeLetters } from "../protocol/modes.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { RuleSettings } from "../protocol/rule-settings.ts";
import { programName } from "../protocol/version.ts";
import { showPersistence } from "./accounts/persistence.ts";
import type { Chat } from "./chat.ts";
import { isupportReplies } from "./commands/isupport.ts";
import { lusersReplies } from "./commands/lusers.ts";
import { motdReplies } from "./commands/motd.ts";
import { commonNumeric, identity, numeric } from "./effects.ts";
import { showOwn } from "./metadata/own.ts";
import { hostmask, type Session } from "./user.ts";

const USER_MODES = userModeLetters();
const CHANNEL_MODES = channelModeLetters();
const PARAMETER_MODES = parameterModeLetters();

/** A session is here: it learns who it is, whoever watches the server that it came, and an IRC client what it waits for. */
export function greet(chat: Chat, session: Session): Effect[] {
  return [
    identity(session),
    { kind: "came", session: session.id, source: session.user.source },
    ...(session.kind === "irc" ? welcome(chat, session) : []),
  ];
}

function welcome(chat: Chat, session: Session): Effect[] {
  return [
    numeric(session, "RPL_WELCOME", chat.settings.network, hostmask(session.user.source)),
    ...introduction(chat).map(({ name, params }) => commonNumeric(session, name, params)),
    ...isupportReplies(chat, session, session.capabilities),
    ...lusersReplies(chat, session),
    ...showOwn(chat, session),
    ...showPersistence(session),
    ...motdReplies(chat, session),
  ];
}

/** What the server says of itself, the same to everybody. */
interface Introduction {
  readonly settings: RuleSettings;
  readonly replies: readonly { readonly name: NumericName; readonly params: readonly string[] }[];
}

const remembered = new WeakMap<Chat, Introduction>();

function introduction(chat: Chat): Introduction["replies"] {
  const { settings } = chat;
  const known = remembered.get(chat);
  if (known?.settings === settings) return known.replies;
  const replies = introduce(chat);
  remembered.set(chat, { settings, replies });
  return replies;
}

function introduce({ settings, startedAtMs }: Chat): Introduction["replies"] {
  const { serverName, version } = settings;
  const program = programName(version);
  const modes = [USER_MODES, CHANNEL_MODES, PARAMETER_MODES];
  return [
    { name: "RPL_YOURHOST", params: Object.freeze([serverName, program]) },
    { name: "RPL_CREATED", params: Object.freeze([new Date(startedAtMs).toUTCString()]) },
    { name: "RPL_MYINFO", params: Object.freeze([serverName, program, ...modes]) },
  ];
}
