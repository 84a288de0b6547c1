/** How commands say what shall happen. */
import type { ActName } from "../protocol/acts.ts";
import { type Capabilities, NO_CAPABILITIES } from "../protocol/capabilities.ts";
import type { ChatEvent, Effect, EndReason, SessionId, StampedEntry } from "../protocol/effects.ts";
import { displayName, type Message, type Source } from "../protocol/message.ts";
import type { EventPlace } from "../protocol/msgid.ts";
import type { NoticeName, ServiceName } from "../protocol/notices.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { StandardReply } from "../protocol/words.ts";
import type { Chat } from "./chat.ts";
import type { Session, User } from "./user.ts";

/** One entry being decided. */
export interface Moment {
  readonly chat: Chat;
  readonly stamped: StampedEntry;
  /** How many events this entry has made: one entry may make several, and each has a place of its own. */
  eventCount: number;
}

/** What a command is given: the state, who asks, what for, and its place in the order. */
export interface CommandContext extends Moment {
  readonly session: Session;
  readonly user: User;
  readonly message: Message;
  /** What the asker can read; shapes replies to the asker only. */
  readonly capabilities: Capabilities;
}

/** Refuses early, mutates last, returns what shall happen. */
export type CommandHandler = (context: CommandContext) => Effect[];

/** A reply to the session alone. */
export function numeric(
  { id }: { readonly id: SessionId },
  name: NumericName,
  ...params: readonly string[]
): Effect {
  return { kind: "reply", to: id, name, params };
}

/** A reply that many get alike. @param params frozen, so that whoever renders them may do so once for all. */
export function commonNumeric(
  { id }: { readonly id: SessionId },
  name: NumericName,
  params: readonly string[],
): Effect {
  return { kind: "reply", to: id, name, params };
}

/** FAIL to the session alone. https://ircv3.net/specs/extensions/standard-replies */
export function fail(asked: CommandContext, code: string, ...context: readonly string[]): Effect {
  return standard(asked, { severity: "FAIL", code, context });
}

/** NOTE to the session alone. */
export function note(asked: CommandContext, code: string, ...context: readonly string[]): Effect {
  return standard(asked, { severity: "NOTE", code, context });
}

function standard({ session, message }: CommandContext, reply: Omit<StandardReply, "command">): Effect {
  return { kind: "standard", to: session.id, reply: { ...reply, command: message.command } };
}

/** What happened, done by the session's user. */
export function eventFrom(context: CommandContext, message: Message): ChatEvent {
  return eventBy(context, context.user.source, message);
}

/** What happened, whoever did it. */
export function eventBy(moment: Moment, source: Source, message: Message): ChatEvent {
  const { command, params, clientTags, cuts } = message;
  const { sequence, timeMs } = moment.stamped;
  const index = moment.eventCount++;
  // Written out: a spread costs a third of a microsecond, and every message passes here.
  if (cuts !== undefined) return { ...message, source, sequence, index, timeMs };
  return clientTags === undefined
    ? { command, params, source, sequence, index, timeMs }
    : { command, params, clientTags, source, sequence, index, timeMs };
}

/** The words of a service, to the session alone. */
export function notice(
  { id }: { readonly id: SessionId },
  from: ServiceName,
  { name, params = [] }: { readonly name: NoticeName; readonly params?: readonly string[] },
): Effect {
  return { kind: "notice", to: id, from, name, params };
}

/** A place among what this entry does, for what is written. */
export function takePlace(moment: Moment): EventPlace & { readonly timeMs: number } {
  const { sequence, timeMs } = moment.stamped;
  return { sequence, index: moment.eventCount++, timeMs };
}

/** To everybody in `to`. @param sender the session that did it, in whatever shape it is at hand. */
export function deliver(sender: Sender, to: readonly SessionId[], event: ChatEvent): Effect {
  return {
    kind: "deliver",
    to,
    sender: sender.session.id,
    event,
    needsRecord: false,
    needs: NO_CAPABILITIES,
  };
}

/** To everybody in `to`, but only after the event's record is stored. */
export function deliverStored(sender: Sender, to: readonly SessionId[], event: ChatEvent): Delivered {
  return { kind: "deliver", to, sender: sender.session.id, event, needsRecord: true, needs: NO_CAPABILITIES };
}

/** To those in `to` who can read all of `needs`. */
export function deliverToAble(sender: Sender, { to, needs }: AbleAudience, event: ChatEvent): Effect {
  return { kind: "deliver", to, sender: sender.session.id, event, needsRecord: false, needs };
}

type Delivered = Effect & { readonly kind: "deliver" };

interface Sender {
  readonly session: { readonly id: SessionId };
}

interface AbleAudience {
  readonly to: readonly SessionId[];
  readonly needs: Capabilities;
}

type Recorded = Effect & { readonly kind: "record" };

/** @param target the folded channel, or the pair of user ids of a private talk: then the nick it was said to is kept, too. */
export function record({ session, user }: CommandContext, event: ChatEvent, target: string): Recorded {
  const { sequence, index, timeMs, command: kind, source, params, cuts } = event;
  const body = params.at(-1) ?? "";
  const senderId = user.id;
  const nick = params[0] ?? "";
  // Written out: a spread costs a third of a microsecond, and every message passes here.
  const said =
    target.indexOf(" ") === -1
      ? { sequence, index, timeMs, kind, target, senderId, source, body }
      : { sequence, index, timeMs, kind, target, senderId, source, body, params: [nick] };
  return { kind: "record", session: session.id, write: cuts === undefined ? said : { ...said, cuts } };
}

export function identity({ id, user }: Session): Effect {
  return { kind: "identity", session: id, source: user.source };
}

export function close({ id }: { readonly id: SessionId }, reason: EndReason): Effect {
  return { kind: "close", session: id, reason };
}

/** An operator of the server did something, for its log and its terminal. @param done in whose words there is no secret. */
export function acted(
  { user }: Pick<CommandContext, "user">,
  action: ActName,
  done: { readonly target?: string; readonly reason?: string } = {},
): Effect {
  const { target = "", reason = "" } = done;
  const act = { by: displayName(user.source), action, target };
  return { kind: "acted", act: reason === "" ? act : { ...act, reason } };
}
