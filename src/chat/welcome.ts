/** What a client reads first, in the order every IRC client expects. https://modern.ircdocs.horse/#connection-registration */
import type { Capabilities } from "../protocol/capabilities.ts";
import type { Effect } from "../protocol/effects.ts";
import { channelModeLetters, parameterModeLetters, userModeLetters } from "../protocol/modes.ts";
import { programName } from "../protocol/version.ts";
import type { Chat } from "./chat.ts";
import { isupportReplies } from "./commands/isupport.ts";
import { lusersReplies } from "./commands/lusers.ts";
import { motdReplies } from "./commands/motd.ts";
import { numeric } from "./effects.ts";
import { hostmask, type Session } from "./user.ts";

const USER_MODES = userModeLetters();
const CHANNEL_MODES = channelModeLetters();
const PARAMETER_MODES = parameterModeLetters();

export function welcome(chat: Chat, session: Session, capabilities: Capabilities): Effect[] {
  const { serverName, network, version } = chat.settings;
  const program = programName(version);
  return [
    numeric(session, "RPL_WELCOME", network, hostmask(session.user.source)),
    numeric(session, "RPL_YOURHOST", serverName, program),
    numeric(session, "RPL_CREATED", new Date(chat.startedAtMs).toUTCString()),
    numeric(session, "RPL_MYINFO", serverName, program, USER_MODES, CHANNEL_MODES, PARAMETER_MODES),
    ...isupportReplies(chat, session, capabilities),
    ...lusersReplies(chat, session),
    ...motdReplies(chat, session),
  ];
}
