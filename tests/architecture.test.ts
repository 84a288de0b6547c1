/** Holds the rules of ARCHITECTURE.md: who imports whom, and what may be said where. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { codeOnly } from "./architecture/code-only.ts";
import { cycleViolations } from "./architecture/cycles.ts";
import { roomViolations } from "./architecture/rooms.ts";
import { type SourceFile, sourceFile } from "./architecture/source-file.ts";
import { barrelViolations, specifierViolations, wordViolations } from "./architecture/words.ts";

const ROOT = join(import.meta.dirname ?? ".", "..");
const FOLDERS = ["src", "std", "tests", "bench", "scripts"];

function projectFiles(): SourceFile[] {
  const nested = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true }).map((path) => join(folder, String(path))),
  );
  return [...readdirSync(ROOT), ...nested]
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => sourceFile(path.split(sep).join("/"), readFileSync(join(ROOT, path), "utf8")));
}

function violations(files: readonly SourceFile[]): string[] {
  const perFile = [roomViolations, wordViolations, specifierViolations, barrelViolations];
  return [...files.flatMap((file) => perFile.flatMap((rule) => rule(file))), ...cycleViolations(files)];
}

test("the project keeps its rules", () => {
  const files = projectFiles();
  assert(files.some(({ path }) => path === "src/platform/bun.ts"));
  assertEquals(violations(files), []);
});

/** Each breaks one rule; a rule that no longer finds its case is a rule nobody holds. */
const BROKEN: Readonly<Record<string, readonly [path: string, source: string, violation: string]>> = {
  "a room imports another it must not know": [
    "src/network/a.ts",
    '\nimport { chat } from "../chat/state.ts";',
    'src/network/a.ts:2: network must not import chat ("../chat/state.ts")',
  ],
  "a room imports the runtime's sockets": [
    "src/chat/a.ts",
    'import { connect } from "#platform";',
    'src/chat/a.ts:1: chat must not import platform ("#platform")',
  ],
  "a value where only types may come from": [
    "src/client/a.ts",
    'import type { Socket } from "../platform/types.ts";\nimport { now } from "../platform/clock.ts";',
    "src/client/a.ts:2: client may import only types of platform",
  ],
  "a type re-exported from a forbidden room": [
    "src/protocol/a.ts",
    'export type {\n  User,\n} from "../chat/user.ts";\nexport const a = 1;',
    'src/protocol/a.ts:1: protocol must not import chat ("../chat/user.ts")',
  ],
  "a dynamic import": [
    "src/history/a.ts",
    'const load = () => import("../chat/user.ts");',
    'src/history/a.ts:1: history must not import chat ("../chat/user.ts")',
  ],
  "our own in std": [
    "std/assert/mod.ts",
    'import { a } from "../../src/protocol/a.ts";',
    'std/assert/mod.ts:1: std must not import protocol ("../../src/protocol/a.ts")',
  ],
  "an entry reaches past its room": [
    "server.ts",
    'import { chat } from "./src/chat/chat.ts";',
    'server.ts:1: server.ts must not import chat ("./src/chat/chat.ts")',
  ],
  "a room nobody planned": [
    "src/utils/a.ts",
    "",
    'src/utils/a.ts:1: "utils" is not a room of the design (tests/architecture/rooms.ts)',
  ],
  "a runtime's own name": [
    "tests/a.test.ts",
    "const { version } = Bun;",
    'tests/a.test.ts:1: "Bun": only src/platform, scripts and bench name a runtime',
  ],
  "a runtime's own module": [
    "src/server/a.ts",
    'import { serve } from "bun";',
    'src/server/a.ts:1: "bun": only src/platform, scripts and bench name a runtime',
  ],
  "a node module in a pure room": [
    "src/protocol/a.ts",
    'import { Buffer } from "node:buffer";',
    'src/protocol/a.ts:1: "node:buffer": the pure rooms also run in a browser',
  ],
  "a clock": [
    "src/chat/a.ts",
    "const day = new Date(timeMs);\nconst now = new Date();",
    'src/chat/a.ts:2: "Date()": no clock in the pure rooms: the time is a parameter',
  ],
  randomness: [
    "src/chat/a.ts",
    "const id = `n-${Math.random()}`;",
    'src/chat/a.ts:1: "Math.random": no randomness in the pure rooms',
  ],
  "a timer": [
    "src/chat/a.ts",
    "setTimeout(leave, 10);",
    'src/chat/a.ts:1: "setTimeout": no timer in the pure rooms',
  ],
  "a promise": [
    "src/protocol/a.ts",
    "let later: Promise<void>;",
    'src/protocol/a.ts:1: "Promise": the pure rooms are synchronous',
  ],
  "a print": [
    "src/chat/a.ts",
    "console.log(1);",
    'src/chat/a.ts:1: "console.": no process or console in the pure rooms',
  ],
  "a default export": [
    "src/server/a.ts",
    "const a = 1;\nexport default a;",
    'src/server/a.ts:2: "export default": no default export',
  ],
  "an import without .ts": [
    "src/server/a.ts",
    'import { b } from "./b";',
    'src/server/a.ts:1: "./b": relative imports end in .ts',
  ],
  "a barrel": [
    "src/chat/index.ts",
    '/** All of it. */\nexport * from "./a.ts";\nexport { b } from "./b.ts";',
    "src/chat/index.ts:2: no barrel files: import from the source",
  ],
};

for (const [name, [path, source, violation]] of Object.entries(BROKEN)) {
  test(`finds ${name}`, () => assertEquals(violations([sourceFile(path, source)]), [violation]));
}

test("finds a cycle, unless it is one of types", () => {
  const cycle = (keyword: string) => [
    sourceFile("src/chat/a.ts", 'import { b } from "./b.ts";'),
    sourceFile("src/chat/b.ts", `${keyword} { c } from "./c.ts";`),
    sourceFile("src/chat/c.ts", 'import { a } from "./a.ts";'),
  ];
  assertEquals(violations(cycle("import")), [
    "src/chat/c.ts:1: import cycle: src/chat/a.ts → src/chat/b.ts → src/chat/c.ts → src/chat/a.ts",
  ]);
  assertEquals(violations(cycle("import type")), []);
});

test("words in comments, texts and regular expressions are no code", () => {
  const harmless = [
    "// Bun.serve() and await",
    '/* import { a } from "../chat/a.ts" */',
    'const a = "Deno" + \'Bun\' + `await ${"console.log()"} Promise`;',
    "const quotes = /[\"'`/]Bun/g;",
    "const half = total / 2 / `Deno`.length;",
    "const text = `a ${`b ${{ c: 1 }.c} Bun`} Deno`;",
    "command.process.then(session.console.log);",
  ].join("\n");
  assertEquals(violations([sourceFile("src/chat/a.ts", harmless)]), []);
});

test("code keeps its length, its lines and what stands in templates", () => {
  const source = 'a("b") // c\n`d ${e} ${{ f: "g" }.f} h` + /i"/ / 2;\n"j";';
  assertEquals(codeOnly(source), 'a(" ")     \n     e    { f: " " }.f     +      / 2;\n" ";');
});
