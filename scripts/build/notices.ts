/** The licence notices of a binary: what `--licenses` prints. Made from what the bundler really put in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const PACKAGE_FOLDER = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//;
const RULE = `\n${"-".repeat(80)}\n\n`;

/** @returns the folders of the npm packages the input files belong to, each once, in order of name. */
export function packageFolders(inputs: readonly string[]): string[] {
  const folders = inputs.map((path) => PACKAGE_FOLDER.exec(path)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/** @throws Error if the package has no licence text: a binary without it must not be given away. */
export function packageNotice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (texts.length === 0)
    throw new Error(`Cannot find a licence text of package "${name}": none in ${folder}`);
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

/** @param inputs the files the bundle is made of. */
export function formatNotices(runtimeNotice: string, inputs: readonly string[]): string {
  return [runtimeNotice, ...packageFolders(inputs).map(packageNotice)].join(RULE);
}
