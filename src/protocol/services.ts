/** What people ask NickServ and ChanServ: as a command of their name, or as a private message to them. */
import type { Message } from "./message.ts";
import type { NoticeName, ServiceName } from "./notices.ts";

const BY_NAME: ReadonlyMap<string, ServiceName> = new Map([
  ["nickserv", "NickServ"],
  ["ns", "NickServ"],
  ["chanserv", "ChanServ"],
  ["cs", "ChanServ"],
]);
const NICK_LENGTH = "NickServ".length;

export interface ServiceRequest {
  readonly service: ServiceName;
  readonly words: readonly string[];
}

/** @returns undefined for what is no request to a service: on the way of every message. */
export function serviceRequest({ command, params }: Message): ServiceRequest | undefined {
  if (command === "PRIVMSG") return messageTo(params[0] ?? "", params[1] ?? "");
  const service = BY_NAME.get(command.toLowerCase());
  return service && { service, words: wordsOf(params.join(" ")) };
}

function messageTo(target: string, text: string): ServiceRequest | undefined {
  const service = serviceCalled(target);
  return service && { service, words: wordsOf(text) };
}

/** Whether a service is addressed by that. */
export function isService(target: string): boolean {
  return serviceCalled(target) !== undefined;
}

function serviceCalled(target: string): ServiceName | undefined {
  return target.length === NICK_LENGTH ? BY_NAME.get(target.toLowerCase()) : undefined;
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}

/** What a service is asked by `NICKSERV …` or `PRIVMSG NickServ :…`; nothing for other messages. */
export function wordsOfService(message: Message): readonly string[] {
  return serviceRequest(message)?.words ?? [];
}

/** A request with a password in it: it goes no further than the edge. */
export type SecretRequest =
  | { readonly kind: "login"; readonly name: string; readonly password: string }
  | {
      readonly kind: "register";
      readonly name: string;
      readonly email?: string;
      readonly password: string;
      /** An operator makes it for somebody. */
      readonly isForAnother?: true;
    }
  | { readonly kind: "password"; readonly name: string; readonly password: string; readonly next: string }
  /** Too many words: nobody can tell where the password ends. */
  | { readonly kind: "unclear"; readonly why: NoticeName };

/**
 * Reads what NickServ is asked: `IDENTIFY [<account>] <password>`, `REGISTER <password> [<email>]`, `PASSWD <old> <new>`,
 * `SAREGISTER <account> <password>`. Only a password at the end may have spaces in it.
 * @param nick the asker's. @param account the asker's, where it is logged in.
 * @returns undefined for everything without a password.
 */
export function secretRequest(
  { service, words }: ServiceRequest,
  { nick, account }: { readonly nick: string; readonly account: string | undefined },
): SecretRequest | undefined {
  const [verb = "", first, second, ...more] = words;
  if (service !== "NickServ" || first === undefined) return undefined;
  switch (verb.toUpperCase()) {
    case "IDENTIFY":
    case "LOGIN":
    case "ID":
      return second === undefined
        ? { kind: "login", name: nick, password: first }
        : { kind: "login", name: first, password: [second, ...more].join(" ") };
    case "SAREGISTER":
      if (second === undefined) return undefined;
      return {
        kind: "register",
        name: first,
        password: [second, ...more].join(" "),
        isForAnother: true,
      };
    case "REGISTER":
      if (more.length > 0) return { kind: "unclear", why: "usage-REGISTER" };
      return {
        kind: "register",
        name: "*",
        password: first,
        ...(second === undefined ? {} : { email: second }),
      };
    case "PASSWD":
      if (second === undefined) return undefined;
      // Some services want the new one twice, and programs say it so.
      if (more.length > 0 && more.join(" ") !== second) return { kind: "unclear", why: "usage-PASSWD" };
      return { kind: "password", name: account ?? nick, password: first, next: second };
    default:
      return undefined;
  }
}
