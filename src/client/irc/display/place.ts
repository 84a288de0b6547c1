/** Where something happens, seen from the person: in front of them, in another room, or between two people. */
import type { Context } from "../context.ts";
import { plainTarget } from "../plain-target.ts";

/** What stands before a line: nothing for the current room, `[#room] `, or `[private] `. */
export function placePrefix(target: string, context: Context): string {
  const { state, say } = context;
  const place = plainTarget(target, context.state);
  if (!state.features.isChannel(place)) return `${say("ircPrivate")} `;
  const isCurrent =
    context.target !== undefined && state.features.fold(place) === state.features.fold(context.target);
  return isCurrent ? "" : `[${place}] `;
}
