/** The rules, with everybody who wants to know looking over their shoulder. */
import { Chat, type ChatParts } from "../../src/chat/chat.ts";
import type { Effect, StampedEntry } from "../../src/protocol/effects.ts";

/** A message with this word makes the rules throw. */
export const POISON = "p0is0n";

export type OnDecided = (stamped: StampedEntry, effects: readonly Effect[]) => void;

export class WatchedChat extends Chat {
  /** Everything that was ever ordered. */
  readonly entries: StampedEntry[] = [];
  readonly #onDecided: OnDecided;

  constructor(parts: ChatParts, onDecided: OnDecided) {
    super(parts);
    this.#onDecided = onDecided;
  }

  override apply(stamped: StampedEntry): Effect[] {
    this.entries.push(stamped);
    if (isPoisoned(stamped)) throw new Error(POISON);
    const effects = super.apply(stamped);
    this.#onDecided(stamped, effects);
    return effects;
  }
}

function isPoisoned({ entry }: StampedEntry): boolean {
  return entry.kind === "message" && entry.message.params.some((param) => param.includes(POISON));
}
