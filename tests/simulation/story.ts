/** What a failed seed tells. */
import { type Outcome, type RunOptions, STEPS } from "./run.ts";

/** The line that plays it again, what was wrong, and what happened last. */
export function failureText({ seed, violation, last }: Outcome, options: RunOptions): string {
  const { steps = STEPS, brokenWrite } = options;
  const fewer = steps === STEPS ? "" : ` --steps ${steps}`;
  const broken = brokenWrite === undefined ? "" : ` --broken-write ${brokenWrite}`;
  return [
    `npm run simulate -- --seed ${seed}${fewer}${broken}`,
    `  ${violation?.checker}: ${violation?.story}`,
    ...last.split("\n").map((line) => `    ${line}`),
  ].join("\n");
}
