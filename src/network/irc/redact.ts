/** REDACT <target> <msgid> [<reason>]: history is asked for the message first. https://ircv3.net/specs/extensions/message-redaction */
import type { HistoryRow } from "../../protocol/history.ts";
import type { EdgeCommand } from "./edge-commands.ts";

export function redact({ conversation, params, label }: EdgeCommand): void {
  const { session, edge } = conversation;
  const [target = "", msgid = "", reason = ""] = params;
  if (!session.isRegistered) session.inTurn(() => session.reply("ERR_NOTREGISTERED", []), label);
  else if (target === "" || msgid === "") {
    session.inTurn(() => session.reply("ERR_NEEDMOREPARAMS", ["REDACT"]), label);
  } else {
    const search = new Promise<HistoryRow | Error | undefined>((found) => edge.findMessage(msgid, found));
    conversation.waitFor(search, (found) => {
      // What cannot be looked up just now cannot be taken back either.
      if (found instanceof Error) session.inTurn(() => session.refuseMessage("REDACT"), label);
      else session.askOutcome({ kind: "redaction", target, msgid, reason, found }, label);
    });
  }
}
