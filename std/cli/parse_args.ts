/**
 * A subset of JSR's `@std/cli/parse-args`, over `node:util`, for networks from which JSR cannot be reached.
 * Same names and, for what is here, the documented behaviour: https://jsr.io/@std/cli/doc/parse-args
 * Left out: dotted names (`--a.b 1` is one flag called `a.b` here), functions as aliases, aliases in the result's type.
 * To use the original, point `@std/cli/parse-args` in tsconfig.json and deno.json at it.
 */
import { parseArgs as tokenize } from "node:util";

/** Names of flags; one, or several. */
type Names<Name extends string> = Name | readonly Name[];

export interface ParseOptions<
  Strings extends string = string,
  Booleans extends string = string,
  Collected extends string = string,
  Defaults extends object = object,
> {
  /** Populates `"--"` of the result with what follows `--`, which otherwise goes to `_`. */
  readonly "--"?: boolean;
  /** Other names of a flag; the result has the value under every one of them. */
  readonly alias?: Readonly<Record<string, string | readonly string[]>>;
  /** Flags that take no value. `true` means every `--flag` without `=`. */
  readonly boolean?: boolean | Names<Booleans>;
  /** Flags that may be repeated; their value is an array. Of others the last one wins. */
  readonly collect?: Names<Collected>;
  readonly default?: Defaults;
  /** Flags for which `--no-NAME` means false. */
  readonly negatable?: Names<string>;
  /** Leaves everything after the first positional argument as it is. */
  readonly stopEarly?: boolean;
  /** Flags that are always text. `"_"` keeps the positional arguments text as well. */
  readonly string?: Names<Strings>;
  /** Called for what was not declared; returning false keeps it out of the result. */
  readonly unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

type StringValue<Key, Defaults> = Key extends keyof Defaults ? string | Defaults[Key] : string | undefined;

export type Args<
  Strings extends string,
  Booleans extends string,
  Collected extends string,
  Defaults extends object,
> = {
  _: "_" extends Strings ? string[] : (string | number)[];
  "--"?: string[];
} & { [Key in Exclude<Strings, Collected | "_">]: StringValue<Key, Defaults> } & {
  [Key in Strings & Collected]: string[];
} & { [Key in Exclude<Booleans, Collected>]: boolean } & { [Key in Booleans & Collected]: boolean[] } & {
  [key: string]: unknown;
};

/** One flag as it was written. `value` is undefined where it stood alone. */
interface Flag {
  readonly arg: string;
  readonly key: string;
  readonly value: string | undefined;
}

const NUMBER = /^(?:0x[0-9a-f]+|[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)$/i;

/** Parses a command line into flags and positional arguments (`_`). Never throws. */
export function parseArgs<
  const Strings extends string = never,
  const Booleans extends string = never,
  const Collected extends string = never,
  const Defaults extends object = Record<never, never>,
>(
  args: readonly string[],
  options: ParseOptions<Strings, Booleans, Collected, Defaults> = {},
): Args<Strings, Booleans, Collected, Defaults> {
  const result = new Result(options);
  const { tokens } = tokenize({ args: [...args], strict: false, allowPositionals: true, tokens: true });
  const end = tokens.find((token) => token.kind === "option-terminator")?.index ?? args.length;

  let index = 0;
  while (index < end) {
    const arg = args[index] ?? "";
    const isFlag = tokens.some((token) => token.kind === "option" && token.index === index);
    index += 1;
    if (isFlag) {
      const last = result.readFlags(arg);
      if (!last) continue;
      const next = index < end ? args[index] : undefined;
      if (result.addLast(last, next)) index += 1;
    } else {
      result.addPositional(arg);
      if (options.stopEarly) break;
    }
  }
  result.addRest(args.slice(index, end), args.slice(end + 1));
  return result.finish() as Args<Strings, Booleans, Collected, Defaults>;
}

/** The result while it grows. */
class Result {
  readonly #options: ParseOptions;
  readonly #strings: ReadonlySet<string>;
  readonly #booleans: ReadonlySet<string>;
  readonly #collected: ReadonlySet<string>;
  readonly #negatable: ReadonlySet<string>;
  readonly #namesOf: ReadonlyMap<string, readonly string[]>;
  readonly #positionals: (string | number)[] = [];
  readonly #values: Record<string, unknown> = {};

  constructor(options: ParseOptions) {
    this.#options = options;
    this.#namesOf = aliasGroups(options.alias);
    const declared = (names: unknown) => new Set(namesIn(names).flatMap((name) => this.#names(name)));
    this.#strings = declared(options.string);
    this.#booleans = declared(options.boolean);
    this.#collected = declared(options.collect);
    this.#negatable = declared(options.negatable);
  }

  /** Adds the flags of one argument, but for the last when its value may be the argument that follows. */
  readFlags(arg: string): Flag | undefined {
    const negated = /^--no-(.+)$/.exec(arg)?.[1];
    if (negated !== undefined && this.#negatable.has(negated)) return void this.#set(arg, negated, false);
    const flags = arg.startsWith("--") ? [longFlag(arg)] : this.#shortFlags(arg);
    const last = flags.pop();
    for (const flag of flags) this.#add(flag);
    if (last && last.value === undefined) return last;
    if (last) this.#add(last);
    return undefined;
  }

  /** @returns whether `next` was the flag's value. */
  addLast(flag: Flag, next: string | undefined): boolean {
    const takesText =
      !this.#booleans.has(flag.key) && !(this.#options.boolean === true && flag.arg.startsWith("--"));
    const isValue =
      next !== undefined && (takesText ? !next.startsWith("-") : next === "true" || next === "false");
    this.#add(isValue ? { ...flag, value: next } : flag);
    return isValue;
  }

  addPositional(arg: string): void {
    if (this.#options.unknown?.(arg) === false) return;
    this.#positionals.push(!this.#strings.has("_") && NUMBER.test(arg) ? Number(arg) : arg);
  }

  addRest(unread: readonly string[], afterDashes: readonly string[]): void {
    this.#positionals.push(...unread);
    if (this.#options["--"]) this.#values["--"] = afterDashes;
    else this.#positionals.push(...afterDashes);
  }

  finish(): Record<string, unknown> {
    for (const [key, value] of Object.entries(this.#options.default ?? {})) this.#setMissing(key, value);
    for (const key of this.#booleans) this.#setMissing(key, this.#collected.has(key) ? [] : false);
    for (const key of this.#strings) if (this.#collected.has(key)) this.#setMissing(key, []);
    return { _: this.#positionals, ...this.#values };
  }

  /** `-abc` is three flags; `-n5`, `-n=5` and, for a text flag, `-nFive` are one with a value. */
  #shortFlags(arg: string): Flag[] {
    const flags: Flag[] = [];
    const letters = [...arg.slice(1)];
    for (const [index, key] of letters.entries()) {
      const rest = letters.slice(index + 1).join("");
      const hasValue =
        rest.startsWith("=") || /^-?\d+(\.\d*)?(e-?\d+)?$/.test(rest) || this.#strings.has(key);
      if (rest !== "" && hasValue) return [...flags, { arg, key, value: rest.replace(/^=/, "") }];
      flags.push({ arg, key, value: undefined });
    }
    return flags;
  }

  #add({ arg, key, value }: Flag): void {
    if (this.#booleans.has(key)) this.#set(arg, key, value !== "false");
    else if (this.#strings.has(key)) this.#set(arg, key, value ?? "");
    else if (value === undefined) this.#set(arg, key, true);
    else this.#set(arg, key, NUMBER.test(value) ? Number(value) : value);
  }

  #set(arg: string, key: string, value: unknown): void {
    if (!this.#isDeclared(arg, key) && this.#options.unknown?.(arg, key, value) === false) return;
    const before = this.#values[key];
    const collected = this.#collected.has(key);
    const after = collected ? [...(Array.isArray(before) ? before : []), value] : value;
    for (const name of this.#names(key)) this.#values[name] = after;
  }

  #setMissing(key: string, value: unknown): void {
    if (Object.hasOwn(this.#values, key)) return;
    for (const name of this.#names(key)) this.#values[name] = value;
  }

  #isDeclared(arg: string, key: string): boolean {
    if (this.#options.boolean === true && /^--[^=]+$/.test(arg)) return true;
    return [this.#booleans, this.#strings, this.#collected, this.#negatable, this.#namesOf].some((it) =>
      it.has(key),
    );
  }

  #names(key: string): readonly string[] {
    return this.#namesOf.get(key) ?? [key];
  }
}

function longFlag(arg: string): Flag {
  const [, key = "", value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
  return { arg, key, value };
}

function namesIn(names: unknown): string[] {
  if (typeof names === "string") return [names];
  return Array.isArray(names) ? names : [];
}

/** Each name → all names of its flag. */
function aliasGroups(alias: ParseOptions["alias"] = {}): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const [key, others] of Object.entries(alias)) {
    const group = [key, ...namesIn(others)];
    for (const name of group) groups.set(name, group);
  }
  return groups;
}
