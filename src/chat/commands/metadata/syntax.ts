/** How METADATA is written. */

/** What it is about, and what follows the subcommand. */
export interface Asked {
  /** A nick, a channel, or `*` for oneself. */
  readonly target: string;
  readonly words: readonly string[];
}

/** How many words follow each: at least, and at most. */
const WORDS = {
  CLEAR: [0, 0],
  GET: [1, Number.POSITIVE_INFINITY],
  LIST: [0, 0],
  // A value of several words needs its colon.
  SET: [1, 2],
  SUB: [1, Number.POSITIVE_INFINITY],
  SUBS: [0, 0],
  SYNC: [0, 0],
  UNSUB: [1, Number.POSITIVE_INFINITY],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type Subcommand = keyof typeof WORDS;

/** @returns undefined where there is none, or where there are too few words or too many. */
export function subcommandOf(params: readonly string[]): Subcommand | undefined {
  const name = params[1]?.toUpperCase() ?? "";
  if (!isSubcommand(name)) return undefined;
  const [min, max] = WORDS[name];
  const count = params.length - 2;
  return count >= min && count <= max ? name : undefined;
}

function isSubcommand(name: string): name is Subcommand {
  return Object.hasOwn(WORDS, name);
}
