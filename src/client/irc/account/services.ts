/** What a server has no commands of its own for, said to the program that looks after names. */
import type { IrcSession } from "../session.ts";

const NICKSERV = "NickServ";
const SERVICES: ReadonlySet<string> = new Set(["nickserv", "ns", "chanserv", "cs"]);

/** Whether what is said to this one is between a person and the server: there may be passwords in it. */
export function isService(name: string): boolean {
  return SERVICES.has(name.replace(/@.*$/, "").toLowerCase());
}

/** Goes past what waits, since it is nothing to be told or sent again. */
export function tellService(session: IrcSession, service: string, text: string): void {
  session.sendNow("PRIVMSG", service, text);
}

export function logOut(session: IrcSession): void {
  tellService(session, NICKSERV, "LOGOUT");
}

/** NickServ's words are split at spaces. @returns whether the passwords can be said in it. */
export function changePassword(session: IrcSession, old: string, wanted: string): boolean {
  if ([old, wanted].some((password) => /\s/.test(password))) return false;
  tellService(session, NICKSERV, `PASSWD ${old} ${wanted} ${wanted}`);
  return true;
}
