/** Where a module of ours is, for those that are started by their address: workers. */
import { URL } from "node:url";

/** Put in place by the build; a run from source has it not. */
declare const BUILD_NOTICES: string | undefined;

/** Whether this is the compiled program, one file with everything in it. */
export function isCompiled(): boolean {
  return typeof BUILD_NOTICES === "string";
}

/** @param path from the project's root, as named in scripts/build.ts: a compiled program has its entries beside its own file. */
export function sourceUrl(path: string): URL {
  const root = isCompiled() ? "./" : "../../";
  return new URL(root + path, import.meta.url);
}
