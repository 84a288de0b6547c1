/** Seeds that find a mistake there once was, should it come back: they are played first, for as long as they lead there. */

export interface FoundSeed {
  readonly seed: number;
  readonly found: string;
}

export const FOUND_SEEDS: readonly FoundSeed[] = [
  { seed: 8, found: "a lone CR in a message went out to IRC clients as it came" },
  { seed: 71, found: "a silent guest's end came before messages the disk had not stored" },
  { seed: 9, found: "a dead client stayed as long as the clock had been set back" },
  { seed: 76, found: "who read a long backlog slowly was taken for dead" },
];
