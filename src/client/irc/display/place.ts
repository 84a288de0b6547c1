/** Where something happens, seen from the person: in front of them, in another room, or between two people. */
import type { Context } from "../context.ts";

/** The target without the sign that means "only those of this rank". https://modern.ircdocs.horse/#statusmsg-parameter */
export function plainTarget(target: string, { state }: Context): string {
  const rest = target.slice(1);
  const isRanked = state.features.ranks.some(({ sign }) => target.startsWith(sign));
  return isRanked && state.features.isChannel(rest) ? rest : target;
}

/** What stands before a line: nothing for the current room, `[#room] `, or `[private] `. */
export function placePrefix(target: string, context: Context): string {
  const { state, say } = context;
  const place = plainTarget(target, context);
  if (!state.features.isChannel(place)) return `${say("ircPrivate")} `;
  const isCurrent =
    context.target !== undefined && state.features.fold(place) === state.features.fold(context.target);
  return isCurrent ? "" : `[${place}] `;
}
