/** Does what people type about accounts: asks for what is missing, and tells how it went. */
import type { ClientTextKey } from "../../../locales/client/texts.ts";
import { utf8Length } from "../../../protocol/split-text.ts";
import { PASSWORD_BYTES_MAX } from "../../limits.ts";
import type { Talk } from "../talk.ts";
import type { LoginResult } from "./account.ts";
import { changePassword, logOut, tellService } from "./services.ts";

export type AccountAction =
  | { readonly kind: "login"; readonly name: string; readonly password: string }
  /** "" is what is to be asked for, `*` what the server needs none of, or knows. */
  | { readonly kind: "register"; readonly name: string; readonly password: string; readonly email: string }
  | { readonly kind: "logout" }
  | { readonly kind: "password"; readonly old: string; readonly wanted: string }
  | { readonly kind: "service"; readonly service: string; readonly text: string };

/** Why a login did not work, in words. */
export const LOGIN_FAILURES = {
  refused: "accountRefused",
  otherMechanisms: "accountNoMechanism",
  falseServer: "accountFalseServer",
  stale: "accountStale",
  unanswered: "accountUnanswered",
  noAccounts: "accountNone",
} as const satisfies Record<Exclude<LoginResult, "success" | "gone">, ClientTextKey>;

/** @returns a promise where what is typed next has to wait. */
export function performAccount(action: AccountAction, talk: Talk): void | Promise<void> {
  switch (action.kind) {
    case "login":
      return logIn(action, talk);
    case "register":
      return register(action, talk);
    case "password":
      return renewPassword(action, talk);
    case "logout":
      return leaveAccount(talk);
    case "service":
      return tellService(talk.session, action.service, action.text);
  }
}

async function logIn(
  { name, password: given }: AccountAction & { kind: "login" },
  talk: Talk,
): Promise<void> {
  const { session, stay, farewell, account } = talk;
  const password = given || (await ask(talk, "accountAsk", name));
  if (password === "" || isOver(talk, session, `/login ${name}`)) return;
  const result = await account.logIn(session, { name, secret: { kind: "password", password } });
  if (result === "success") return;
  if (result === "falseServer") return stay.fail(LOGIN_FAILURES[result], "noPermission", { word: name });
  farewell.refused();
  if (result !== "gone") stay.notice(LOGIN_FAILURES[result], { word: name });
}

async function register(action: AccountAction & { kind: "register" }, talk: Talk): Promise<void> {
  const { session, farewell, account, stay } = talk;
  const name = action.name === "*" ? session.state.nick : action.name;
  const password = action.password || (await askNew(talk, name));
  if (password === "" || isOver(talk, session, `/register ${name}`)) return;
  const result = await account.register(session, { ...action, password });
  if (result.kind === "unanswered") stay.notice("accountNotAnswered");
  if (result.kind !== "registered" && result.kind !== "pending") farewell.refused();
}

async function renewPassword(action: AccountAction & { kind: "password" }, talk: Talk): Promise<void> {
  const { session, stay, account, farewell } = talk;
  const { name } = account;
  if (name === undefined) {
    farewell.refused();
    return stay.notice("accountNotLoggedIn");
  }
  const old = action.old || (await ask(talk, "accountAskOld", name));
  const wanted = old === "" ? "" : action.wanted || (await askNew(talk, name));
  if (wanted === "" || isOver(talk, session, "/password")) return;
  if (changePassword(session, old, wanted)) account.renew(name, wanted);
  else stay.notice("accountNoSpaces");
}

function leaveAccount({ account, session, stay, farewell }: Talk): void {
  if (account.name === undefined) {
    farewell.refused();
    stay.notice("accountNotLoggedIn");
  }
  account.login = undefined;
  logOut(session);
}

/** The connection is gone on which it was to be sent: who listens on the next one is not known. */
function isOver({ stay }: Talk, { isOver }: Talk["session"], word: string): boolean {
  if (isOver) stay.notice("refusedWhileLost", { word });
  return isOver;
}

/** @returns "" where the person does not want to, or nobody is there. */
async function ask({ stay, identity, farewell }: Talk, key: ClientTextKey, word: string): Promise<string> {
  const password = (await stay.askSecret(stay.say(key, { word }))) ?? identity.password;
  if (password !== undefined) return password;
  farewell.refused();
  stay.notice("accountNoWay");
  return "";
}

/** Twice, since nobody sees what is typed. */
async function askNew(talk: Talk, word: string): Promise<string> {
  const password = await ask(talk, "accountAskNew", word);
  if (password === "" || !talk.stay.interactive) return password;
  if (utf8Length(password) > PASSWORD_BYTES_MAX) {
    talk.stay.notice("accountUnusable", { word: String(PASSWORD_BYTES_MAX) });
    return "";
  }
  if ((await ask(talk, "accountAskAgain", word)) === password) return password;
  talk.stay.notice("accountDiffer");
  return "";
}
