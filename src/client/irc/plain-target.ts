/** Whom a message goes to. */
import type { ClientState } from "./state.ts";

/** The target without the sign that means "only those of this rank". https://modern.ircdocs.horse/#statusmsg-parameter */
export function plainTarget(target: string, { features }: ClientState): string {
  const rest = target.slice(1);
  const isRanked = features.ranks.some(({ sign }) => target.startsWith(sign));
  return isRanked && features.isChannel(rest) ? rest : target;
}
