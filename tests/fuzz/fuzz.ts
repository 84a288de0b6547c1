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

export interface FuzzOptions {
  readonly firstSeed: number;
  readonly inputs: number;
}

/** @returns the first failure. */
export async function fuzz(target: Target, options: FuzzOptions): Promise<FuzzFailure | undefined> {
  const end = options.firstSeed + options.inputs;
  for (let seed = options.firstSeed; seed < end; seed++) {
    const input = makeInput(target.grammar, new Random(seed));
    const error = await attempt(target, seed, input);
    if (error !== undefined) return shorten(target, { target: target.name, seed, input, error });
  }
  return undefined;
}

async function attempt(target: Target, seed: number, input: Uint8Array): Promise<unknown> {
  try {
    const checked = target.check(input.slice(), new Random(seed));
    if (checked) await checked;
    return undefined;
  } catch (error) {
    return error ?? new Error("something was thrown that is nothing");
  }
}

/** Leaves out pieces, large ones first, for as long as it still fails. */
async function shorten(target: Target, failure: FuzzFailure): Promise<FuzzFailure> {
  let { input, error } = failure;
  for (let size = input.length >> 1; size > 0; size >>= 1) {
    for (let start = 0; start + size <= input.length; ) {
      const shorter = Buffer.concat([input.subarray(0, start), input.subarray(start + size)]);
      const found = await attempt(target, failure.seed, new Uint8Array(shorter));
      if (found === undefined) start += size;
      else [input, error] = [new Uint8Array(shorter), found];
    }
  }
  return { ...failure, input, error };
}

/** The line that tries it again, and the shortest input that fails. */
export function describeFailure({ target, seed, input, error }: FuzzFailure): string {
  const text = JSON.stringify(Buffer.from(input).toString("latin1"));
  return `npm run fuzz -- --target "${target}" --seed ${seed} --inputs 1\n  ${text}\n  ${String(error)}`;
}
