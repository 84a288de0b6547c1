import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
import { formatNotices, packageFolders } from "../../scripts/build/notices.ts";

function withPackage(files: Readonly<Record<string, string>>, run: (input: string) => void): void {
  const root = mkdtempSync(join(tmpdir(), "notices-"));
  const folder = join(root, "node_modules/example");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"name": "example", "version": "1.2.3", "license": "MIT"}');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  try {
    run(join(folder, "index.js"));
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("a package counts once, with its scope, in the innermost node_modules; our own files do not", () => {
  const inputs = [
    "server.ts",
    "node_modules/b/index.js",
    "node_modules/b/lib/deep/more.js",
    "node_modules/@scope/a/index.js",
    "node_modules/b/node_modules/c/index.js",
  ];
  assertEquals(packageFolders(inputs), [
    "node_modules/@scope/a",
    "node_modules/b",
    "node_modules/b/node_modules/c",
  ]);
});

test("the notices are the runtime's, then each package's licence text", () => {
  withPackage({ "license.md": "Do as you like.\n" }, (input) => {
    const rule = "-".repeat(80);
    assertEquals(
      formatNotices("The runtime.\n", [input]),
      `The runtime.\n\n${rule}\n\nexample 1.2.3 (MIT)\n\nDo as you like.\n`,
    );
  });
});

test("a bundled package without a licence text fails the build and is named", () => {
  withPackage({ "README.md": "Licence: MIT" }, (input) => {
    assertThrows(() => formatNotices("", [input]), Error, 'Cannot find a licence text of package "example"');
  });
});
