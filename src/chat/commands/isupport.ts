/** ISUPPORT: what this server can do and how long things may be. https://modern.ircdocs.horse/#rplisupport-005 */
import { type Capabilities, hasCapability } from "../../protocol/capabilities.ts";
import type { Effect, SessionId } from "../../protocol/effects.ts";
import { isupportLines } from "../../protocol/isupport.ts";
import type { Chat } from "../chat.ts";
import { type CommandHandler, commonNumeric } from "../effects.ts";

export const isupport: CommandHandler = ({ chat, session, capabilities }) =>
  isupportReplies(chat, session, capabilities);

/** In a batch for those who asked for it. https://ircv3.net/specs/extensions/extended-isupport */
export function isupportReplies(
  chat: Chat,
  to: { readonly id: SessionId },
  capabilities: Capabilities,
): Effect[] {
  const effects = isupportLines(chat.settings).map((tokens) => commonNumeric(to, "RPL_ISUPPORT", tokens));
  if (!hasCapability(capabilities, "draft/extended-isupport")) return effects;
  return [{ kind: "batch", to: to.id, type: "draft/isupport", params: [], effects }];
}
