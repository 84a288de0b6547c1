/** What an entry of a session leads to. */
import type { Capabilities } from "../protocol/capabilities.ts";
import type { Effect, Entry } from "../protocol/effects.ts";
import { decidePassword } from "./accounts/changes.ts";
import { decideLogin, decideNewcomerLogin } from "./accounts/login.ts";
import { decideRegister } from "./accounts/register.ts";
import { decideRedaction } from "./commands/redact.ts";
import { runCommand } from "./commands/table.ts";
import { endSession } from "./departure.ts";
import { close, type Moment } from "./effects.ts";
import { isMetadataAware } from "./metadata/replies.ts";
import type { Newcomer } from "./newcomer.ts";
import { decideOperator } from "./operator.ts";
import { newcomerCommand, tryToRegister } from "./registration.ts";
import type { Session } from "./user.ts";

/** An entry that belongs to one session, which may be gone by now. */
export type SessionEntry = Exclude<Entry, { readonly kind: "connect" | "settings" | "kept" | "unstored" }>;

export function decideOfSession(moment: Moment, session: Session, entry: SessionEntry): Effect[] {
  switch (entry.kind) {
    case "message":
      session.capabilities = entry.capabilities;
      // Spread by hand: this is where every message passes.
      return runCommand({
        chat: moment.chat,
        stamped: moment.stamped,
        eventCount: 0,
        session,
        user: session.user,
        message: entry.message,
        capabilities: entry.capabilities,
      });
    case "disconnect":
      return endSession(moment, session, entry.reason);
    case "login":
      return decideLogin(moment, session, entry);
    case "register":
      return decideRegister(moment, { kind: "session", session }, entry);
    case "password":
      return decidePassword(moment, session, entry);
    case "operator":
      return decideOperator(moment, session, entry.operator);
    case "redaction":
      return decideRedaction(moment, session, entry);
    case "negotiation":
      return changeCapabilities(moment, session, entry.capabilities);
  }
}

/** They may come and go as long as a session lasts. */
function changeCapabilities({ chat }: Moment, session: Session, capabilities: Capabilities): Effect[] {
  session.capabilities = capabilities;
  if (!isMetadataAware(session)) chat.metadataReaders.unsubscribeAll(session.id);
  return [];
}

export function decideOfNewcomer(moment: Moment, newcomer: Newcomer, entry: SessionEntry): Effect[] {
  switch (entry.kind) {
    case "message":
      return newcomerCommand(moment, newcomer, entry);
    case "disconnect":
      moment.chat.forgetNewcomer(newcomer);
      return [close(newcomer, entry.reason)];
    case "negotiation":
      if (isMetadataAware(newcomer) && !isMetadataAware(entry))
        moment.chat.metadataReaders.unsubscribeAll(newcomer.id);
      newcomer.isNegotiating = entry.state === "open";
      newcomer.capabilities = entry.capabilities;
      return tryToRegister(moment, newcomer);
    case "login":
      return decideNewcomerLogin(moment, newcomer, entry);
    case "register":
      return decideRegister(moment, { kind: "newcomer", newcomer }, entry);
    case "operator":
    case "password":
    case "redaction":
      return [];
  }
}
