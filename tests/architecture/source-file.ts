/** A source file as the rules see it: its code and what it imports. */
import { posix } from "node:path";
import { codeOnly } from "./code-only.ts";

export interface Import {
  readonly line: number;
  /** As written: `./a.ts`, `#platform`, `node:fs`. */
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** `export … from`. */
  readonly reexport: boolean;
}

export interface SourceFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  /** Without comments and texts. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const STATIC = /\b(import|export)\s+(type\s+)?(?:[\w$*{},\s]*?\bfrom\s*)?(["'])( *)\3/g;
const DYNAMIC = /\bimport\s*\(\s*(["'])( *)\1/g;

export function sourceFile(path: string, source: string): SourceFile {
  const code = codeOnly(source);
  const found = [
    ...[...code.matchAll(STATIC)].map((match) => ({
      ...place(source, match, match[4] ?? ""),
      typeOnly: match[2] !== undefined,
      reexport: match[1] === "export",
    })),
    ...[...code.matchAll(DYNAMIC)].map((match) => ({
      ...place(source, match, match[2] ?? ""),
      typeOnly: false,
      reexport: false,
    })),
  ];
  return { path, code, imports: found };
}

/** The specifier's text is blank in the code; it stands in the source at the same place, before the closing quote. */
function place(source: string, match: RegExpExecArray, blanked: string): { line: number; specifier: string } {
  const end = match.index + match[0].length - 1;
  return { line: lineAt(source, match.index), specifier: source.slice(end - blanked.length, end) };
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** The maps of package.json, tsconfig.json and deno.json; `#platform` is one of two files, whichever runtime runs. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  "#platform": ["src/platform/bun.ts", "src/platform/deno.ts"],
  "@std/assert": ["std/assert/mod.ts"],
  "@std/cli/parse-args": ["std/cli/parse_args.ts"],
};

/** @returns the files of ours an import may mean; none for what comes from npm or the runtime. */
export function importedPaths(from: string, specifier: string): readonly string[] {
  if (specifier.startsWith(".")) return [posix.join(posix.dirname(from), specifier)];
  return ALIASES[specifier] ?? [];
}
