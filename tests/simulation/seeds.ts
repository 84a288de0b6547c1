/** Seeds that once found a mistake, and what it was: they are played first. */

export interface FoundSeed {
  readonly seed: number;
  readonly steps: number;
  readonly found: string;
}

export const FOUND_SEEDS: readonly FoundSeed[] = [
  { seed: 5, steps: 400, found: "a slow reader far below the limits was given up for silent" },
  { seed: 32, steps: 400, found: "a silent guest's end came before messages the disk had not stored" },
  { seed: 57, steps: 400, found: "a dead client stayed as long as the clock had been set back" },
  { seed: 59, steps: 400, found: "a silent guest's end came before messages the disk had not stored" },
];
