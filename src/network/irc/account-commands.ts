/** Commands with a password in them: AUTHENTICATE, REGISTER, and what NickServ is asked. */
import type { AccountWay } from "../../protocol/account.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { SecretRequest } from "../../protocol/services.ts";
import { type Resolved, resolve } from "../accounts.ts";
import type { IrcConversation } from "./conversation.ts";
import type { EdgeCommand } from "./edge-commands.ts";
import { MECHANISMS, type SaslStep, saslPieces } from "./sasl.ts";

/** https://ircv3.net/specs/extensions/sasl-3.2#the-authenticate-command */
export function authenticate({ conversation, params, label }: EdgeCommand): void {
  const { session } = conversation;
  const [word = ""] = params;
  if (word === "") session.inTurn(() => session.reply("ERR_NEEDMOREPARAMS", ["AUTHENTICATE"]), label);
  else answerStep(conversation, conversation.sasl.take(word), label);
}

function answerStep(conversation: IrcConversation, step: SaslStep, label: string | undefined): void {
  const { session } = conversation;
  switch (step.kind) {
    case "more":
      // Acknowledged with what comes of the last piece.
      session.inTurn(() => {}, label);
      return;
    case "challenge":
      session.inTurn(() => {
        for (const piece of saslPieces(step.text)) session.serverLine("AUTHENTICATE", [piece]);
      }, label);
      return;
    case "too-long":
      session.inTurn(() => session.reply("ERR_SASLTOOLONG", []), label);
      return;
    case "aborted":
      session.inTurn(() => session.reply("ERR_SASLABORTED", []), label);
      return;
    case "unknown-mechanism":
      session.inTurn(() => {
        session.reply("RPL_SASLMECHS", [MECHANISMS.join(",")]);
        session.reply("ERR_SASLFAIL", []);
      }, label);
      return;
    case "proof":
      conversation.waitFor(Promise.resolve(step.proof), (proof) => {
        if (proof.kind !== "right") session.inTurn(() => session.reply("ERR_SASLFAIL", []), label);
        else {
          const { account, version } = proof;
          session.askOutcome({ kind: "login", account, version, way: "sasl" }, label);
        }
      });
      return;
  }
}

/** Who comes in without having finished goes on as a guest. */
export function abortSasl(conversation: IrcConversation): void {
  const { sasl, session } = conversation;
  if (!sasl.isUnderWay) return;
  sasl.end();
  session.reply("ERR_SASLABORTED", []);
}

/**
 * PASS <account>:<password>, before NICK and USER: logs in programs that know no SASL. This server asks for no password, so who
 * gives a wrong one is told and may come as a guest, and one without a name is no reason to turn anybody away.
 * https://modern.ircdocs.horse/#pass-message
 */
export function pass({ conversation, params, label }: EdgeCommand): void {
  const { session } = conversation;
  const [word = ""] = params;
  const colon = word.indexOf(":");
  if (colon > 0 && !session.isRegistered) {
    const request = { kind: "login", name: word.slice(0, colon), password: word.slice(colon + 1) } as const;
    askAccount(conversation, request, { way: "pass", label });
    return;
  }
  session.inTurn(() => {
    if (session.isRegistered) session.reply("ERR_ALREADYREGISTERED", []);
    else if (word === "") session.reply("ERR_NEEDMOREPARAMS", ["PASS"]);
  }, label);
}

/** REGISTER <account> <email> <password>. https://ircv3.net/specs/extensions/account-registration#register-command */
export function register({ conversation, params, label }: EdgeCommand): void {
  const { session, edge } = conversation;
  const [name = "", email = "", password = ""] = params;
  if (name === "" || email === "" || password === "") {
    session.inTurn(() => session.reply("ERR_NEEDMOREPARAMS", ["REGISTER"]), label);
    return;
  }
  if (!session.isRegistered && !edge.settings.accounts.beforeConnect) {
    refuseRegister(conversation, { code: "COMPLETE_CONNECTION_REQUIRED", name }, label);
    return;
  }
  const request = { kind: "register", name, password, ...(email === "*" ? {} : { email }) } as const;
  askAccount(conversation, request, { way: "register", label });
}

interface Asking {
  readonly way: AccountWay;
  readonly label: string | undefined;
}

/** The next lines wait for what comes of it. */
export function askAccount(
  conversation: IrcConversation,
  request: SecretRequest,
  { way, label }: Asking,
): void {
  const { session, edge } = conversation;
  const resolving = { gate: edge.accounts, guesser: conversation.guesser, way };
  conversation.waitFor(resolve(request, resolving), (resolved: Resolved) => {
    if (resolved.kind === "ask") session.askOutcome(resolved.entry, label);
    else if (way === "register") refuseRegister(conversation, refusalOf(request, resolved.why), label);
    else if (way === "pass" && resolved.why === "login-failed")
      session.inTurn(() => session.reply("ERR_PASSWDMISMATCH", []), label);
    else session.inTurn(() => session.notice("NickServ", resolved.why, []), label);
  });
}

interface RegisterRefusal {
  readonly code: string;
  readonly name: string;
}

function refusalOf(request: SecretRequest, why: NoticeName): RegisterRefusal {
  const code = why === "password-unusable" ? "UNACCEPTABLE_PASSWORD" : "TEMPORARILY_UNAVAILABLE";
  return { code, name: request.kind === "register" ? request.name : "*" };
}

function refuseRegister(
  { session }: IrcConversation,
  { code, name }: RegisterRefusal,
  label: string | undefined,
): void {
  const reply = { severity: "FAIL", command: "REGISTER", code, context: [name] } as const;
  session.inTurn(() => session.standardReply(reply), label);
}

/** VERIFY <account> <code>: nothing here waits to be verified. https://ircv3.net/specs/extensions/account-registration#verify-command */
export function verify({ conversation, params, label }: EdgeCommand): void {
  const { session } = conversation;
  const [name = "*"] = params;
  const reply = { severity: "FAIL", command: "VERIFY", code: "INVALID_CODE", context: [name] } as const;
  session.inTurn(() => session.standardReply(reply), label);
}

/** SAREGISTER <account> <password>: an operator makes an account for somebody. */
export function saregister({ conversation, params, label }: EdgeCommand): void {
  const { session } = conversation;
  const [name = "", password = ""] = params;
  if (!session.isRegistered) session.inTurn(() => session.reply("ERR_NOTREGISTERED", []), label);
  else if (name === "" || password === "")
    session.inTurn(() => session.reply("ERR_NEEDMOREPARAMS", ["SAREGISTER"]), label);
  else {
    const request = { kind: "register", name, password, isForAnother: true } as const;
    askAccount(conversation, request, { way: "service", label });
  }
}
