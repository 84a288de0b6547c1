/** EXPORT: a copy of everything that is kept of one's account. Who asks gets a link; the rules know nothing of its secret. */
import type { Effect } from "../../../protocol/effects.ts";
import { personalCopy } from "../../accounts/export.ts";
import { type CommandContext, notice } from "../../effects.ts";

export function exportAccount(context: CommandContext): Effect[] {
  const { session, user } = context;
  const { account } = user;

  if (!account) return [notice(session, "NickServ", { name: "not-logged-in" })];
  return [{ kind: "export", session: session.id, copy: personalCopy(context, account) }];
}
