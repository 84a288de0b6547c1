/** How somebody who asked something about accounts is answered, in each of the ways to ask. */
import type { AccountWay } from "../../protocol/account.ts";
import type { Effect, SessionId } from "../../protocol/effects.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import { notice, numeric } from "../effects.ts";
import { hostmask, type Session } from "../user.ts";
import type { Account } from "./account.ts";

/** Whoever asks: a session, or somebody who has not said who they are yet. */
export interface Asker {
  readonly id: SessionId;
}

/** A refusal as each way says it. */
export interface Refusal {
  /** Of FAIL REGISTER. https://ircv3.net/specs/extensions/account-registration */
  readonly code: string;
  readonly notice: NoticeName;
}

/** @param account as the asker wrote it. */
export function refuseRegister(
  { id }: Asker,
  way: AccountWay,
  { code, notice: name, account }: Refusal & { readonly account: string },
): Effect {
  if (way === "service") return notice({ id }, "NickServ", { name, params: [account] });
  return {
    kind: "standard",
    to: id,
    reply: { severity: "FAIL", command: "REGISTER", code, context: [account] },
  };
}

/** The asker is logged in from now on. https://ircv3.net/specs/extensions/sasl-3.1#numerics-used-by-this-extension */
export function loggedIn(asker: Asker, way: AccountWay, { mask, account }: LoggedIn): Effect[] {
  const told = numeric(asker, "RPL_LOGGEDIN", mask, account.name);
  switch (way) {
    case "sasl":
      return [told, numeric(asker, "RPL_SASLSUCCESS")];
    case "pass":
    case "register":
      return [told];
    case "service":
      return [told, notice(asker, "NickServ", { name: "logged-in", params: [account.name] })];
  }
}

/** The account is there. */
export function registered(asker: Asker, way: AccountWay, { name }: Account): Effect[] {
  if (way === "service") return [notice(asker, "NickServ", { name: "account-created", params: [name] })];
  return [{ kind: "registered", to: asker.id, account: name }];
}

interface LoggedIn {
  /** `nick!user@host`, with `*` for what is not known yet. */
  readonly mask: string;
  readonly account: Account;
}

/** What was checked counts no more, or there are too many devices. */
export function refuseLogin(asker: Asker, way: AccountWay, why: NoticeName): Effect {
  if (way === "service") return notice(asker, "NickServ", { name: why });
  return numeric(asker, way === "pass" ? "ERR_PASSWDMISMATCH" : "ERR_SASLFAIL");
}

export function maskOf({ user }: Session): string {
  return hostmask(user.source);
}
