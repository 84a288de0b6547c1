/** The login that belongs to the arrival on a server, because it was asked for at the start, or worked on the last connection. */
import type { Talk } from "../talk.ts";
import { LOGIN_FAILURES } from "./perform.ts";

/** Whether there may be a connection, or how the program ends. */
export type Preparation = "ready" | "noPermission" | "interrupted";

/** Asks for the password, before there is a connection. */
export async function prepareLogin({ identity, account, stay }: Talk): Promise<Preparation> {
  const { account: name, password } = identity;
  if (name === undefined) return "ready";
  const answer = password ?? (await stay.askSecret(stay.say("accountAsk", { word: name })));
  if (answer === "") return "interrupted";
  if (answer === undefined) {
    stay.notice("accountNoWay");
    return "noPermission";
  }
  account.login = { name, secret: { kind: "password", password: answer } };
  return "ready";
}

/**
 * Logs in before the welcome. @param arrival `first`, or `again` after a lost connection.
 * @returns whether to go on; who asked for it at the start does not want to be there as somebody else.
 */
export async function logInAtArrival(talk: Talk, arrival: "first" | "again"): Promise<boolean> {
  const { account, session, stay } = talk;
  const { login } = account;
  if (!login) return true;
  const result = await account.logIn(session, login);
  if (result === "success" || result === "gone") return result === "success";
  const key = LOGIN_FAILURES[result];
  const word = login.name;
  if (result === "falseServer" || arrival === "first" || !stay.interactive) {
    stay.fail(key, result === "unanswered" || result === "noAccounts" ? "unavailable" : "noPermission", {
      word,
    });
    return false;
  }
  if (result === "refused" || result === "stale") account.forget();
  stay.notice(key, { word });
  return true;
}
