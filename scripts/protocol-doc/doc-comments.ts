/** What the source says about itself. */
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** Addresses of specifications by the command's name, in the order they were found. */
export type Specs = ReadonlyMap<string, readonly string[]>;

/** @param folder of files whose first comment is `NICK <nick>: what it does. https://…` */
export function fileSpecs(folder: string): Specs {
  const specs = new Map<string, string[]>();
  for (const file of filesIn(folder)) {
    const [, comment = ""] = /^\/\*\*(.*?)\*\//s.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    const [usage = ""] = plain(comment).split(": ", 1);
    if (!/^[A-Z]{2,}\b/.test(usage)) continue;
    for (const name of usage.match(/\b[A-Z]{2,}\b/g) ?? []) add(specs, name, linksIn(comment));
  }
  return specs;
}

/** A command of several files has one that is called like its folder; what is beside it are no commands of IRC. */
function filesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true }).map((file) => String(file).split(sep));
  return files
    .filter((path) => path.length === 1 || path.at(-1) === `${path.at(-2)}.ts`)
    .map((path) => path.join(sep))
    .filter((file) => file.endsWith(".ts"))
    .sort();
}

/** @param file whose functions `nick` … answer NICK …, with the address in the comment above. */
export function functionSpecs(file: string): Specs {
  const specs = new Map<string, string[]>();
  const functions = readFileSync(file, "utf8").matchAll(
    /^\/\*\*((?:(?!\*\/).)*)\*\/\n(?:export )?function (\w+)/gms,
  );
  for (const [, comment = "", name = ""] of functions) add(specs, name.toUpperCase(), linksIn(comment));
  return specs;
}

function add(specs: Map<string, string[]>, name: string, links: readonly string[]): void {
  const known = specs.get(name) ?? [];
  specs.set(name, [...new Set([...known, ...links])]);
}

function linksIn(comment: string): readonly string[] {
  return comment.match(/https?:\/\/\S+?(?=[,.]?(?:\s|$))/g) ?? [];
}

/** A comment's text as one line. */
function plain(comment: string): string {
  return comment
    .replace(/\n\s*\*/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export interface LimitDoc {
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}

/** Each `export const` with the comment above it; one comment may stand above several. */
export function limitDocs(file: string): LimitDoc[] {
  const limits: LimitDoc[] = [];
  let reason = "";
  const parts = readFileSync(file, "utf8").matchAll(/\/\*\*(.*?)\*\/|^export const (\w+) = ([^;]+);$/gms);
  for (const [, comment, name, value] of parts) {
    if (comment !== undefined) reason = plain(comment);
    if (name !== undefined && value !== undefined)
      limits.push({ name, value: value.replaceAll("_", ","), reason });
  }
  return limits;
}
