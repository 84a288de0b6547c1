/**
 * Makes dist/chat-server and dist/chat-client: single files that need nothing else on the machine.
 * `bun scripts/build.ts [--target=bun-linux-arm64]`; any target of https://bun.com/docs/bundler/executables.
 */
import { readFileSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import type { BuildOutput } from "bun";
import { formatNotices } from "./build/notices.ts";

const ROOT = join(import.meta.dirname, "..");
/** The program's own entry, and the threads it starts (src/platform/source-url.ts). */
const BINARIES: Readonly<Record<string, readonly string[]>> = {
  "chat-server": ["server.ts", "src/history/sqlite/worker.ts"],
  "chat-client": ["client.ts"],
};

/** Bundles once, to learn which files go in; nothing is written. */
async function bundledFiles(entrypoints: string[]): Promise<string[]> {
  const { metafile } = await Bun.build({ entrypoints, target: "bun", minify: true, metafile: true });
  const outputs = Object.values(metafile?.outputs ?? {});
  return outputs.flatMap((output) => Object.keys(output.inputs));
}

function compile(entrypoints: string[], outfile: string, notices: string): Promise<BuildOutput> {
  const { values } = parseArgs({ options: { target: { type: "string" } } });
  return Bun.build({
    entrypoints,
    root: ROOT,
    minify: true,
    bytecode: true,
    format: "esm",
    sourcemap: "linked",
    define: { BUILD_NOTICES: JSON.stringify(notices) },
    compile: {
      ...(values.target ? { target: values.target as Bun.Build.CompileTarget } : {}),
      outfile,
      // People start the server in any folder; what lies there must not change what it does.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
    },
  });
}

/** @returns one line about the binary made. @throws where the bundler or a licence text fails. */
async function build(name: string, sources: readonly string[]): Promise<string> {
  const entries = sources.map((source) => join(ROOT, source));
  const runtimeNotice = readFileSync(join(ROOT, "scripts/notices/bun.txt"), "utf8");
  const notices = formatNotices(runtimeNotice, await bundledFiles(entries));
  const { outputs } = await compile(entries, join(ROOT, "dist", name), notices);
  // The binary has its source map inside; the copy beside it is of no use to anyone.
  for (const output of outputs.filter(({ path }) => path.endsWith(".map"))) rmSync(output.path);
  const path = outputs.map((output) => output.path).find((made) => !made.endsWith(".map")) ?? "";
  return `${relative(ROOT, path)}  ${(statSync(path).size / 1e6).toFixed(0)} MB`;
}

try {
  for (const [name, sources] of Object.entries(BINARIES)) console.log(await build(name, sources));
} catch (error) {
  const reasons = error instanceof AggregateError ? error.errors : [error];
  console.error(`Cannot build: ${reasons.map(String).join("\n")}`);
  process.exitCode = 1;
}
