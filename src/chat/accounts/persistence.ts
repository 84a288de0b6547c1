/** Tells programs whether their user stays without a device (draft/persistence). */
import { hasCapability } from "../../protocol/capabilities.ts";
import type { Effect, SessionId } from "../../protocol/effects.ts";
import type { Session } from "../user.ts";
import type { Account } from "./account.ts";

export function persistenceOf({ id }: { readonly id: SessionId }, { settings }: Account): Effect {
  return { kind: "persistence", to: id, isOn: settings.alwaysOn };
}

/** Of one who has come in. */
export function showPersistence(session: Session): Effect[] {
  const { account } = session.user;
  return account && readsPersistence(session) ? [persistenceOf(session, account)] : [];
}

/** It is otherwise from now on. @param asker is told in any case. */
export function tellPersistence(
  { sessions }: { readonly sessions: readonly Session[] },
  account: Account,
  asker?: SessionId,
): Effect[] {
  const told = sessions.filter((session) => session.id === asker || readsPersistence(session));
  return told.map((session) => persistenceOf(session, account));
}

function readsPersistence({ capabilities }: Session): boolean {
  return hasCapability(capabilities, "draft/persistence");
}
