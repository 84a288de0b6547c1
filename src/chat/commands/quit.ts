/** QUIT [<reason>]: leave. https://modern.ircdocs.horse/#quit-message */
import { endSession } from "../departure.ts";
import type { CommandHandler } from "../effects.ts";
import { cutKickReason } from "../texts.ts";

export const quit: CommandHandler = (context) => {
  const [text] = context.message.params;
  const reason = text ? ({ kind: "quit", text: cutKickReason(text) } as const) : ({ kind: "quit" } as const);
  return endSession(context, context.session, reason);
};
