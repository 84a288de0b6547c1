/** MODE <nick> [<changes>]: what a user is; everybody's own business. https://modern.ircdocs.horse/#user-mode */
import type { Effect } from "../../protocol/effects.ts";
import { formatModeChanges, type ModeChange, parseModeChanges, USER_MODES } from "../../protocol/modes.ts";
import { ownSessions } from "../audience.ts";
import { type CommandContext, type CommandHandler, deliver, eventFrom, numeric } from "../effects.ts";
import { endOperator } from "../operator.ts";
import type { User, UserFlag } from "../user.ts";
import { userModes } from "../user-modes.ts";

export const userMode: CommandHandler = (context) => {
  const { chat, session, user, message } = context;
  const [nick = "", ...modes] = message.params;

  const other = chat.nicks.user(nick);
  if (!other) return [numeric(session, "ERR_NOSUCHNICK", nick)];
  if (other !== user) return [numeric(session, "ERR_USERSDONTMATCH")];
  if (modes.length === 0) return [numeric(session, "RPL_UMODEIS", userModes(user))];

  const { changes, unknown } = parseModeChanges(modes, USER_MODES);
  const done = changes.filter((change) => changeFlag(user, change));
  if (user.flags.has("invisible")) chat.invisible.add(user);
  else chat.invisible.delete(user);
  const endsOperator = user.isOperator && changes.some(({ adding, letter }) => letter === "o" && !adding);
  return [
    ...(unknown.length > 0 ? [numeric(session, "ERR_UMODEUNKNOWNFLAG")] : []),
    ...announce(context, done),
    ...(endsOperator ? endOperator(context, user) : []),
  ];
};

/** Nobody makes themselves an operator. @returns whether that changed anything. */
function changeFlag(user: User, { adding, letter }: ModeChange): boolean {
  const flag = flagOf(letter);
  if (flag === undefined || !(adding ? user.setFlag(flag) : user.clearFlag(flag))) return false;
  // What everybody is told with each message. https://ircv3.net/specs/extensions/bot-mode
  if (flag === "bot") user.change({ isBot: adding });
  return true;
}

function flagOf(letter: string): UserFlag | undefined {
  const [, mode] = Object.entries(USER_MODES).find(([known]) => known === letter) ?? [];
  return mode === undefined || mode.name === "operator" ? undefined : mode.name;
}

/** A user's modes are told to that user alone. */
function announce(context: CommandContext, changes: readonly ModeChange[]): Effect[] {
  if (changes.length === 0) return [];
  const { user } = context;
  const event = eventFrom(context, { command: "MODE", params: [user.nick, ...formatModeChanges(changes)] });
  return [deliver(context, ownSessions(user), event)];
}
