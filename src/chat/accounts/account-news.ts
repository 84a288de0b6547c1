/** Who may know is told that somebody has logged in or out. https://ircv3.net/specs/extensions/account-notify */
import type { Effect } from "../../protocol/effects.ts";
import { eventBy, identity, type Moment } from "../effects.ts";
import { tellOfChange } from "../presence-changes.ts";
import type { Session } from "../user.ts";

export function tellOfAccount(moment: Moment, session: Session): Effect[] {
  const { user } = session;
  const params = [user.account?.name ?? "*"];
  const event = eventBy(moment, user.source, { command: "ACCOUNT", params });
  const told = tellOfChange({ ...moment, session, user }, event, "account-notify");
  return [...told, ...user.sessions.map(identity)];
}
