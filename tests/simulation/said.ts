/** What was said, and to whom it must come. */
import type { ChatEvent, SessionId } from "../../src/protocol/effects.ts";

export interface Said {
  readonly sequence: number;
  readonly event: ChatEvent;
  readonly sender: SessionId;
  /** Each of them reads it so many times. */
  readonly readers: ReadonlyMap<SessionId, number>;
  /** Whom the rules told. */
  readonly told: readonly SessionId[];
  /** Nobody may be told what could not be kept. */
  readonly needsRecord: boolean;
}
