/** Who stays no more, or has no account any more, is not here without a device. */
import { type Effect, NO_SESSION, type SessionId } from "../../protocol/effects.ts";
import type { Account } from "../accounts/account.ts";
import { endUser } from "../departure.ts";
import type { Moment } from "../effects.ts";
import type { User } from "../user.ts";

/** The account has other settings. @param by whose session has changed them, if it is still here. */
export function followSettings(
  moment: Moment,
  account: Account,
  by: { readonly id: SessionId } | undefined,
): Effect[] {
  const { user, settings } = account;
  account.markUnsaved(...(user?.channels.keys() ?? []));
  return user?.isAbsent && !settings.alwaysOn ? endAbsent(moment, user, by) : [];
}

/** @param user without devices. */
export function endAbsent(moment: Moment, user: User, by: { readonly id: SessionId } | undefined): Effect[] {
  return endUser(moment, user, { session: by?.id ?? NO_SESSION, reason: { kind: "closed" } });
}
