/** What must not be said where. */
import { roomOf } from "./rooms.ts";
import { lineAt, type SourceFile } from "./source-file.ts";

interface Ban {
  /** Looked for in code without comments and texts. */
  readonly words: RegExp;
  readonly why: string;
  readonly appliesTo: (room: string) => boolean;
}

const isPure = (room: string): boolean => room === "protocol" || room === "chat";

// A property of that name is fine: `command.process`.
const global = (names: string): RegExp => new RegExp(`(?<![.\\w$])(?:${names})\\b`, "g");

const BANS: readonly Ban[] = [
  {
    words: global("Bun|Deno"),
    why: "only src/platform, scripts and bench name a runtime",
    appliesTo: (room) => !["platform", "scripts", "bench"].includes(room),
  },
  { words: /\bexport\s+default\b|\bas\s+default\b/g, why: "no default export", appliesTo: () => true },
  {
    words: /(?<![.\w$])Date\.now\b|(?<![.\w$])Date\(\s*\)|(?<![.\w$])performance\./g,
    why: "no clock in the pure rooms: the time is a parameter",
    appliesTo: isPure,
  },
  {
    words: /\bMath\.random\b|(?<![.\w$])crypto\./g,
    why: "no randomness in the pure rooms",
    appliesTo: isPure,
  },
  {
    words: global("setTimeout|setInterval|setImmediate|queueMicrotask"),
    why: "no timer in the pure rooms",
    appliesTo: isPure,
  },
  { words: global("Promise|async|await"), why: "the pure rooms are synchronous", appliesTo: isPure },
  {
    words: /(?<![.\w$])(?:process|console|globalThis|navigator)\s*[.[]/g,
    why: "no process or console in the pure rooms",
    appliesTo: isPure,
  },
];

export function wordViolations(file: SourceFile): string[] {
  return BANS.filter(({ appliesTo }) => appliesTo(roomOf(file.path))).flatMap(({ words, why }) =>
    [...file.code.matchAll(words)].map(
      (match) => `${file.path}:${lineAt(file.code, match.index)}: "${match[0]}": ${why}`,
    ),
  );
}

/** How an import is written, and what may be imported from outside the project. */
export function specifierViolations(file: SourceFile): string[] {
  const room = roomOf(file.path);
  const namesRuntimes = ["platform", "scripts", "bench"].includes(room);
  return file.imports.flatMap(({ line, specifier }) => {
    const where = `${file.path}:${line}`;
    if (specifier.startsWith(".") && !/\.(ts|tsx|json|txt|html)$/.test(specifier)) {
      return [`${where}: "${specifier}": relative imports end in .ts`];
    }
    if (/^(bun|deno)(:|$)/.test(specifier) && !namesRuntimes) {
      return [`${where}: "${specifier}": only src/platform, scripts and bench name a runtime`];
    }
    if (isPure(room) && specifier.startsWith("node:")) {
      return [`${where}: "${specifier}": the pure rooms also run in a browser`];
    }
    return [];
  });
}

/** A file that only passes others' exports on hides where things are. */
export function barrelViolations(file: SourceFile): string[] {
  const reexports = file.imports.filter(({ reexport }) => reexport);
  if (reexports.length === 0) return [];
  const own = file.code.replace(/\b(?:import|export)\b[\w$*{},\s]*\bfrom\s*(["']) *\1/g, "");
  return /\w/.test(own)
    ? []
    : [`${file.path}:${reexports[0]?.line}: no barrel files: import from the source`];
}
