/** People as others see them. */
import type { SessionId, SessionKind } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { FoldedChannel } from "../protocol/names.ts";
import type { Channel } from "./channel.ts";

/** A client's presence. Today each session is a person of its own. */
export interface Session {
  readonly id: SessionId;
  readonly kind: SessionKind;
  readonly user: User;
  readonly channels: Map<FoldedChannel, Channel>;
}

export interface User {
  /** Who this is for rows and private talks: ends with the session; never the address, never the nick. */
  readonly id: string;
  readonly host: string;
  readonly isOperator: boolean;
  nick: string;
  isGuest: boolean;
}

export function sourceOf(user: User): Source {
  return { nick: user.nick, host: user.host, isGuest: user.isGuest };
}
