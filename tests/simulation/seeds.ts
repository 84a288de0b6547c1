/** Seeds that find a mistake there once was, should it come back: they are played first, for as long as they lead there. */

export interface FoundSeed {
  readonly seed: number;
  readonly found: string;
}

export const FOUND_SEEDS: readonly FoundSeed[] = [
  { seed: 12, found: "a lone CR in a message went out to IRC clients as it came" },
  { seed: 22, found: "a silent guest's end came before messages the disk had not stored" },
  { seed: 39, found: "a dead client stayed as long as the clock had been set back" },
  { seed: 183, found: "who read a long backlog slowly was taken for dead" },
  { seed: 1617, found: "who came while the disk was late had too little time to register" },
  { seed: 5, found: "who went behind several questions to history was not told all their answers" },
  { seed: 14, found: "an answer's own question took the turn of what the edge answers" },
  { seed: 452, found: "a guest's greeting came into the stream of the WebSocket that followed it" },
  { seed: 3361, found: "what an event that waited for history asked for overtook the events behind it" },
  { seed: 25, found: "a stray CR in an old message was taken for the end of a line" },
];
