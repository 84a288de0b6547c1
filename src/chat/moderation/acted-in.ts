/** What an operator of the server does in a channel by that right alone stands in the log; what its own operators do stands in its history. */
import type { ActName } from "../../protocol/acts.ts";
import type { Effect } from "../../protocol/effects.ts";
import type { Channel } from "../channel.ts";
import { acted, type CommandContext } from "../effects.ts";
import { RANK } from "../membership.ts";

interface Done {
  readonly action: ActName;
  readonly target: string;
  readonly reason: string;
}

export function actedIn(by: Pick<CommandContext, "user">, channel: Channel, done: Done): Effect[] {
  const rank = channel.membership(by.user)?.rank ?? RANK.none;
  return rank >= RANK.halfop || !by.user.isOperator ? [] : [acted(by, done.action, done)];
}
