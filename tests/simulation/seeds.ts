/** Seeds that find a mistake there once was, should it come back: they are played first, for as long as they lead there. */

export interface FoundSeed {
  readonly seed: number;
  readonly found: string;
}

export const FOUND_SEEDS: readonly FoundSeed[] = [
  { seed: 12, found: "a lone CR in a message went out to IRC clients as it came" },
  { seed: 2, found: "a silent guest's end came before messages the disk had not stored" },
  { seed: 133, found: "a dead client stayed as long as the clock had been set back" },
  { seed: 183, found: "who read a long backlog slowly was taken for dead" },
  { seed: 17, found: "who went behind several questions to history was not told all their answers" },
  { seed: 400, found: "a guest's greeting came into the stream of the IRC client that followed it" },
  { seed: 25, found: "a stray CR in an old message was taken for the end of a line" },
];
