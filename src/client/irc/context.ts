/** What slash commands and the display know about the moment. */
import type { Say } from "../world.ts";
import type { RecentLines } from "./history/recent-lines.ts";
import type { ClientState } from "./state.ts";

export interface Context {
  readonly state: ClientState;
  /** The room or person that lines are said to; undefined in no room. */
  readonly target: string | undefined;
  readonly nowMs: number;
  readonly recent: RecentLines;
  /** Whether lines go to this room once this person is in: because they asked for it here, or were nowhere. */
  readonly follows: (room: string) => boolean;
  readonly say: Say;
}
