/** What a failed seed tells. */
import { type Outcome, STEPS } from "./run.ts";

/** The line that plays it again, what was wrong, and what happened last. */
export function failureText({ seed, violation, last }: Outcome, steps = STEPS): string {
  const more = steps === STEPS ? "" : ` --steps ${steps}`;
  return [
    `npm run simulate -- --seed ${seed}${more}`,
    `  ${violation?.checker}: ${violation?.story}`,
    ...last.split("\n").map((line) => `    ${line}`),
  ].join("\n");
}
