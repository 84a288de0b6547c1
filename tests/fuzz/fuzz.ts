/** Feeds a target with inputs from a seed, and makes a failing one as short as it can. */
import { Buffer } from "node:buffer";
import { Random } from "../simulation/random.ts";
import { makeInput } from "./inputs.ts";
import type { Target } from "./target.ts";

export interface FuzzFailure {
  readonly target: string;
  /** Each input has a seed of its own, so that it alone can be tried again. */
  readonly seed: number;
  readonly input: Uint8Array;
  readonly error: unknown;
}

export interface FuzzResult {
  readonly failure: FuzzFailure | undefined;
  /** How many inputs came to what. */
  readonly reached: ReadonlyMap<string, number>;
}

export interface FuzzOptions {
  readonly firstSeed: number;
  readonly inputs: number;
}

/** Stops at the first failure. */
export async function fuzz(target: Target, { firstSeed, inputs }: FuzzOptions): Promise<FuzzResult> {
  const reached = new Map<string, number>();
  for (let seed = firstSeed; seed < firstSeed + inputs; seed++) {
    const input = makeInput(target.grammar, new Random(seed));
    const attempt = await attemptWith(target, seed, input);
    if (attempt.kind === "failed") {
      const failure = await shorten(target, { target: target.name, seed, input, error: attempt.error });
      return { failure, reached };
    }
    for (const outcome of new Set(attempt.outcomes)) reached.set(outcome, (reached.get(outcome) ?? 0) + 1);
  }
  return { failure: undefined, reached };
}

type Attempt =
  | { readonly kind: "checked"; readonly outcomes: readonly string[] }
  | { readonly kind: "failed"; readonly error: unknown };

async function attemptWith(target: Target, seed: number, input: Uint8Array): Promise<Attempt> {
  try {
    return { kind: "checked", outcomes: await target.check(input.slice(), new Random(seed)) };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** Leaves out pieces, large ones first, for as long as it still fails. */
async function shorten(target: Target, failure: FuzzFailure): Promise<FuzzFailure> {
  let { input, error } = failure;
  for (let size = input.length >> 1; size > 0; size >>= 1) {
    for (let start = 0; start + size <= input.length; ) {
      const shorter = Buffer.concat([input.subarray(0, start), input.subarray(start + size)]);
      const attempt = await attemptWith(target, failure.seed, new Uint8Array(shorter));
      if (attempt.kind === "checked") start += size;
      else [input, error] = [new Uint8Array(shorter), attempt.error];
    }
  }
  return { ...failure, input, error };
}

/** The line that tries it again, and the shortest input that fails. */
export function describeFailure({ target, seed, input, error }: FuzzFailure): string {
  const text = JSON.stringify(Buffer.from(input).toString("latin1"));
  return `npm run fuzz -- --target "${target}" --seed ${seed} --inputs 1\n  ${text}\n  ${String(error)}`;
}
