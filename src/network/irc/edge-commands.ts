/** Commands that the edge answers itself: what only a connection knows, and what needs an answer from outside. */
import { LANGUAGES } from "../../locales/catalog.ts";
import { canonicalHost } from "../../protocol/address.ts";
import { isHost } from "../../protocol/names.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import { abortSasl, authenticate, pass, register, saregister, verify } from "./account-commands.ts";
import type { IrcConversation } from "./conversation.ts";
import { chooseLanguages } from "./languages.ts";
import { redact } from "./redact.ts";

export interface EdgeCommand {
  readonly conversation: IrcConversation;
  readonly params: readonly string[];
  readonly label: string | undefined;
}

export const EDGE_COMMANDS: ReadonlyMap<string, (command: EdgeCommand) => void> = new Map([
  ["AUTHENTICATE", authenticate],
  ["BATCH", batch],
  ["CAP", cap],
  ["LANGUAGE", language],
  ["OPER", whenKnown(oper)],
  ["PASS", whenKnown(pass)],
  ["PING", ping],
  ["PONG", pong],
  ["REDACT", redact],
  ["REGISTER", whenKnown(register)],
  ["SAREGISTER", whenKnown(saregister)],
  ["VERIFY", verify],
  ["WEBIRC", webirc],
]);

/** For commands with a password in them, which ask who the session is. */
function whenKnown(command: (asked: EdgeCommand) => void): (asked: EdgeCommand) => void {
  return (asked) => asked.conversation.whenKnown(() => command(asked));
}

function refuse({ conversation, label }: EdgeCommand, name: NumericName, ...params: readonly string[]): void {
  const { session } = conversation;
  session.inTurn(() => session.reply(name, params), label);
}

/** https://modern.ircdocs.horse/#ping-message */
function ping(command: EdgeCommand): void {
  const { conversation, params, label } = command;
  const { session } = conversation;
  const [token] = params;
  if (!token) refuse(command, "ERR_NEEDMOREPARAMS", "PING");
  else session.inTurn(() => session.serverLine("PONG", [session.serverName, token]), label);
}

/** A sign of life, which is all it needs to be; one with a label is acknowledged. */
function pong({ conversation, label }: EdgeCommand): void {
  if (label !== undefined) conversation.session.inTurn(() => {}, label);
}

/** Batches are known to nobody who has not asked for them; all others' are in multiline-input.ts. https://ircv3.net/specs/extensions/batch */
function batch(command: EdgeCommand): void {
  if (!command.conversation.session.isRegistered) refuse(command, "ERR_NOTREGISTERED");
  else refuse(command, "ERR_UNKNOWNCOMMAND", "BATCH");
}

/** https://ircv3.net/specs/extensions/capability-negotiation */
function cap(command: EdgeCommand): void {
  const { conversation, params, label } = command;
  const { session } = conversation;
  const [subcommand = ""] = params;
  if (subcommand === "") {
    refuse(command, "ERR_NEEDMOREPARAMS", "CAP");
    return;
  }
  // In turn: an answer under way must not change its form in the middle, and what follows is asked with what comes of it.
  conversation.hold();
  session.inTurn(() => {
    const before = session.capabilities;
    const { lines, negotiation, invalid } = session.reading.negotiation.answer(params);
    session.reading.changed();
    if (invalid !== undefined) session.reply("ERR_INVALIDCAPCMD", [invalid]);
    for (const line of lines) session.capLine(line);
    if (negotiation === "ended" && conversation.hasSasl) abortSasl(conversation);
    // Who is here already does not wait for the end of it; only what it can read may be news.
    const isNews = !session.isRegistered || session.capabilities !== before;
    if (negotiation !== undefined && isNews) session.setNegotiation(negotiation);
    conversation.release();
  }, label);
}

/** LANGUAGE [<code>{ <code>}]. https://gist.github.com/DanielOaks/8126122f74b26012a3de37db80e4e0c6 */
function language({ conversation, params, label }: EdgeCommand): void {
  const { session } = conversation;
  const choice = chooseLanguages(params.flatMap((words) => words.split(" ").filter((word) => word !== "")));
  session.inTurn(() => {
    switch (choice.kind) {
      case "too-many":
        return session.reply("ERR_TOOMANYLANGUAGES", [String(LANGUAGES.length)]);
      case "unknown":
        return session.reply("ERR_NOLANGUAGE", choice.codes);
      case "default":
        session.reading.speak(undefined);
        return session.reply("RPL_YOURLANGUAGESARE", [session.language]);
      case "chosen":
        session.reading.speak(choice.languages[0]);
        return session.reply("RPL_YOURLANGUAGESARE", choice.languages);
    }
  }, label);
}

/** The password goes no further than this. https://modern.ircdocs.horse/#oper-message */
function oper(command: EdgeCommand): void {
  const { conversation, params, label } = command;
  const { session, edge } = conversation;
  const [name = "", password = ""] = params;
  if (!session.isRegistered) refuse(command, "ERR_NOTREGISTERED");
  else if (name === "" || password === "") refuse(command, "ERR_NEEDMOREPARAMS", "OPER");
  else {
    const check = edge.gatekeeper.verifyOperator(name, password, session.id);
    conversation.waitFor(check, (operator) => session.askOutcome({ kind: "operator", operator }, label));
  }
}

/** `WEBIRC <password> <gateway> <hostname> <ip>`: before anything else. https://ircv3.net/specs/extensions/webirc */
function webirc({ conversation, params }: EdgeCommand): void {
  const [password = "", , , address = ""] = params;
  const { edge, connectionHost, isConnected } = conversation;
  if (isConnected) return;
  if (isHost(address) && edge.gatekeeper.allowsGateway(connectionHost, password))
    conversation.speakFor(canonicalHost(address));
  else conversation.refuseGateway();
}
