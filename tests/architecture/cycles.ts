/** Import cycles: files none of which can be understood, or loaded, before the others. */
import { importedPaths, type SourceFile } from "./source-file.ts";

/** Types may refer to each other in a circle; nothing of them is left at run time. */
export function cycleViolations(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const violations: string[] = [];

  const visit = (file: SourceFile, trail: readonly string[]): void => {
    if (done.has(file.path)) return;
    for (const { line, specifier } of file.imports.filter(({ typeOnly }) => !typeOnly)) {
      for (const path of importedPaths(file.path, specifier)) {
        const next = byPath.get(path);
        const start = [...trail, file.path].indexOf(path);
        if (start >= 0) {
          const cycle = [...trail.slice(start), file.path, path];
          violations.push(`${file.path}:${line}: import cycle: ${cycle.join(" → ")}`);
        } else if (next) {
          visit(next, [...trail, file.path]);
        }
      }
    }
    done.add(file.path);
  };

  for (const file of files) visit(file, []);
  return violations;
}
