/** Records of what has happened in a channel, for history: who came and went, and what was changed. */
import type { ChatEvent, Effect, EndReason } from "../protocol/effects.ts";
import type { HistoryWrite, RowWrite } from "../protocol/history.ts";
import type { Channel } from "./channel.ts";
import type { Chat } from "./chat.ts";
import type { Session } from "./user.ts";

/** Who did it, and in which chat. */
export interface Actor {
  readonly chat: Chat;
  readonly session: Pick<Session, "id" | "user">;
}

/** JOIN, PART, KICK, MODE, TOPIC: the event names its channel first. */
export function recordEvent(actor: Actor, event: ChatEvent): Effect {
  return recordOf(actor, rowOf(actor, event));
}

/** NICK and QUIT are told once and stand in the history of each of these channels, everywhere with the same msgid. */
export function recordIn(actor: Actor, event: ChatEvent, channels: readonly Channel[]): Effect[] {
  const [first = ""] = event.params;
  const words = event.reason ? wordsOf(event.reason) : { body: first };
  return channels.map(({ history }) =>
    recordOf(actor, { ...happened(actor, event), ...words, target: history.current }),
  );
}

/** A RENAME, before the channel is called otherwise. Only what was said with the door open goes along, and the reason was not. */
export function recordRename(actor: Actor, event: ChatEvent, { name, history }: Channel): Effect {
  const { channel: fold } = actor.chat.casemapping;
  const [, after = ""] = event.params;
  const row = { ...rowOf(actor, event), params: event.params.slice(0, 2) };
  const [before, newTarget] = [fold(name), fold(after)];
  if (before === newTarget) return recordOf(actor, row);
  const body = history.isClosed ? "" : row.body;
  return recordOf(actor, { ...row, write: "rename", target: before, newTarget, body });
}

function recordOf({ session }: Actor, write: HistoryWrite): Effect {
  return { kind: "record", session: session.id, write };
}

function rowOf(actor: Actor, event: ChatEvent): RowWrite {
  const [channel = "", ...rest] = event.params;
  const row = {
    ...happened(actor, event),
    target: targetOf(actor, channel),
    body: rest.at(-1) ?? "",
  };
  return rest.length > 1 ? { ...row, params: rest.slice(0, -1) } : row;
}

/** Where what happens in a channel is kept. */
function targetOf({ chat }: Actor, name: string): string {
  return chat.channel(name)?.history.current ?? chat.casemapping.channel(name);
}

type Happened = Omit<RowWrite, "target" | "body">;

function happened({ session }: Actor, event: ChatEvent): Happened {
  const { sequence, index, timeMs, command, source } = event;
  return { sequence, index, timeMs, kind: command, senderId: session.user.id, source };
}

/** Each edge has words of its own for why somebody left: what is kept is the reason. */
function wordsOf(reason: EndReason): Pick<RowWrite, "body" | "params"> {
  switch (reason.kind) {
    case "quit":
      return { body: reason.text ?? "", params: [reason.kind] };
    case "kicked":
      return { body: reason.text, params: [reason.kind, reason.by] };
    case "banned":
      return { body: reason.text, params: [reason.kind] };
    case "logged-in":
      return { body: "", params: [reason.kind, reason.nick] };
    default:
      return { body: "", params: [reason.kind] };
  }
}
