/** A channel: who is in it and what it is about. */
import type { SessionId } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { Session } from "./user.ts";

export interface Topic {
  readonly text: string;
  readonly setBy: Source;
  readonly setAtMs: number;
}

export class Channel {
  readonly name: string;
  topic: Topic | undefined;
  readonly #members = new Map<SessionId, Session>();
  #audience: readonly SessionId[] | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  has(session: Session): boolean {
    return this.#members.has(session.id);
  }

  members(): Iterable<Session> {
    return this.#members.values();
  }

  add(session: Session): void {
    this.#members.set(session.id, session);
    this.#audience = undefined;
  }

  remove(session: Session): void {
    this.#members.delete(session.id);
    this.#audience = undefined;
  }

  /** Everybody here. The same array until somebody comes or goes, so a message costs no copy. */
  audience(): readonly SessionId[] {
    this.#audience ??= [...this.#members.keys()];
    return this.#audience;
  }
}
