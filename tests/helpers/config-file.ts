/** A settings file for one test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class ConfigFile {
  readonly #folder = mkdtempSync(join(tmpdir(), "chat-test-"));
  readonly path = join(this.#folder, "chat.toml");

  constructor(...lines: readonly string[]) {
    this.rewrite(...lines);
  }

  rewrite(...lines: readonly string[]): void {
    writeFileSync(this.path, `${lines.join("\n")}\n`);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}
