/** How commands say what shall happen. */
import type {
  ChatEvent,
  Effect,
  EndReason,
  HistoryRecord,
  SessionId,
  StampedEntry,
} from "../protocol/effects.ts";
import type { Message } from "../protocol/message.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { Chat } from "./chat.ts";
import type { Session } from "./user.ts";
import { sourceOf } from "./user.ts";

/** What a command is given: the state, who asks, what for, and its place in the order. */
export interface CommandContext {
  readonly chat: Chat;
  readonly session: Session;
  readonly message: Message;
  readonly stamped: StampedEntry;
}

/** Refuses early, mutates last, returns what shall happen. */
export type CommandHandler = (context: CommandContext) => Effect[];

/** A reply to the session alone. */
export function numeric(session: Session, name: NumericName, ...params: readonly string[]): Effect {
  return { kind: "reply", to: session.id, name, params };
}

/** What happened, from the session's user. One entry makes one event today, so its index in the msgid is 0. */
export function eventFrom({ chat, session, stamped }: CommandContext, message: Message): ChatEvent {
  return {
    ...message,
    source: sourceOf(session.user),
    msgid: `${chat.settings.historyId}-${stamped.sequence.toString(36)}-0`,
    timeMs: stamped.timeMs,
  };
}

/** To everybody in `to`. */
export function deliver(to: readonly SessionId[], session: Session, event: ChatEvent): Effect {
  return { kind: "deliver", to, sender: session.id, event, needsRecord: false };
}

/** The same, but only after the event's record is stored. */
export function deliverStored(to: readonly SessionId[], session: Session, event: ChatEvent): Effect {
  return { kind: "deliver", to, sender: session.id, event, needsRecord: true };
}

/** @param target the folded channel, or the pair of user ids of a private talk. */
export function record({ session, stamped }: CommandContext, event: ChatEvent, target: string): Effect {
  const row: HistoryRecord = {
    sequence: stamped.sequence,
    index: 0,
    msgid: event.msgid,
    timeMs: event.timeMs,
    kind: event.command,
    target,
    senderId: session.user.id,
    source: event.source,
    body: event.params.at(-1) ?? "",
  };
  return { kind: "record", session: session.id, record: row };
}

export function close(session: Session, reason: EndReason): Effect {
  return { kind: "close", session: session.id, reason };
}
