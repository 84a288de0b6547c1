/** What effects have history keep. */
import type { Effect } from "../../src/protocol/effects.ts";
import { standsInTarget, type TargetWrite } from "../../src/protocol/history.ts";

/** What will stand in targets, in its order. */
export function recorded(effects: readonly (Effect | undefined)[]): readonly TargetWrite[] {
  return effects.flatMap((effect) =>
    effect?.kind === "record" && standsInTarget(effect.write) ? [effect.write] : [],
  );
}
