/** Something that reads strangers' bytes, and what must hold whatever they are. */
import type { Random } from "../simulation/random.ts";
import type { Grammar } from "./inputs.ts";

export interface Target {
  readonly name: string;
  readonly grammar: Grammar;
  /** What some inputs of a run must come to: where all are turned away at the first byte, nothing is tried. */
  readonly outcomes: readonly string[];
  /** Throws where a promise is broken. The bytes may be changed. @returns what this input came to. */
  check(bytes: Uint8Array, random: Random): readonly string[] | Promise<readonly string[]>;
}
