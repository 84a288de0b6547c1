/** Tells people how far they have read. https://ircv3.net/specs/extensions/read-marker#command-flows */
import { hasCapability } from "../../protocol/capabilities.ts";
import type { Effect, SessionId } from "../../protocol/effects.ts";
import type { Channel } from "../channel.ts";
import type { Chat } from "../chat.ts";
import type { Session } from "../user.ts";

/** @param name of the channel or the nick. @param timeMs undefined where nothing is known. */
export function markerOf({ id }: { readonly id: SessionId }, name: string, timeMs?: number): Effect {
  const told = { kind: "marker", to: id, target: name } as const;
  return timeMs === undefined ? told : { ...told, timeMs };
}

/** Of a channel that the session has come into; nothing where it cannot be read. */
export function showMarker({ markers, casemapping }: Chat, session: Session, { name }: Channel): Effect[] {
  if (!readsMarkers(session)) return [];
  return [markerOf(session, name, markers.find(session.user.id, casemapping.channel(name)))];
}

/** Of each of the user's channels, where the session has become another's. */
export function showMarkers(chat: Chat, session: Session): Effect[] {
  return [...session.user.channels.values()].flatMap(({ channel }) => showMarker(chat, session, channel));
}

interface Moved {
  /** Told in any case. */
  readonly asker: SessionId;
  readonly name: string;
  readonly timeMs: number;
}

/** A marker has moved: the user's other devices are told if they can read it. */
export function tellMarker(sessions: readonly Session[], { asker, name, timeMs }: Moved): Effect[] {
  return sessions
    .filter((session) => session.id === asker || readsMarkers(session))
    .map((session) => markerOf(session, name, timeMs));
}

function readsMarkers({ capabilities }: Session): boolean {
  return hasCapability(capabilities, "draft/read-marker");
}
