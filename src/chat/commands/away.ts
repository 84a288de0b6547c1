/** AWAY [<text>]: be away, or back. https://modern.ircdocs.horse/#away-message, https://ircv3.net/specs/extensions/away-notify */
import { type CommandHandler, eventFrom, numeric } from "../effects.ts";
import { tellOfChange } from "../presence-changes.ts";
import { cutAway } from "../texts.ts";

export const away: CommandHandler = (context) => {
  const { session, user, message } = context;
  const [text = ""] = message.params;

  const awayText = text === "" ? undefined : cutAway(text);
  const hasChanged = awayText !== user.awayText;
  user.awayText = awayText;
  const params = awayText === undefined ? [] : [awayText];
  return [
    numeric(session, awayText === undefined ? "RPL_UNAWAY" : "RPL_NOWAWAY"),
    ...(hasChanged
      ? tellOfChange(context, eventFrom(context, { command: "AWAY", params }), "away-notify")
      : []),
  ];
};
