/** Something that reads strangers' bytes, and what must hold whatever they are. */
import type { Random } from "../simulation/random.ts";
import type { Grammar } from "./inputs.ts";

export interface Target {
  readonly name: string;
  readonly grammar: Grammar;
  /** Throws where a promise is broken. The bytes may be changed. */
  check(bytes: Uint8Array, random: Random): void | Promise<void>;
}
