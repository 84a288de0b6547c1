/** What somebody may do in a channel. */
import type { Channel } from "./channel.ts";
import { RANK, type Rank } from "./membership.ts";
import type { User } from "./user.ts";

/** A member's rank; the server's operators may do everywhere what a founder may. */
export function rankIn(channel: Channel, user: User): Rank {
  return user.isOperator ? RANK.founder : (channel.membership(user)?.rank ?? RANK.none);
}

/** Whether one rank may kick, raise or lower another: operators up to their own, half-operators only those below. */
export function mayRule(own: Rank, other: Rank): boolean {
  if (own < RANK.halfop) return false;
  return own === RANK.halfop ? other < own : other <= own;
}
