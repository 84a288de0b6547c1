/** Seeds that once found a mistake, and what it was: they are played first, for as long as they still lead there. */

export interface FoundSeed {
  readonly seed: number;
  readonly found: string;
}

export const FOUND_SEEDS: readonly FoundSeed[] = [
  { seed: 14, found: "a lone CR in a message went out to IRC clients as it came" },
  { seed: 17, found: "a silent guest's end came before messages the disk had not stored" },
  { seed: 28, found: "a dead client stayed as long as the clock had been set back" },
];
