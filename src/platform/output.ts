/** Where a command writes much: a file that is there whole or not at all, or the standard output. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import process from "node:process";

export interface Output {
  /** Waits until there is room for more. @returns false once nobody reads any more. */
  write(text: string): Promise<boolean>;
  close(): Promise<void>;
}

/** @param path must not exist yet. @throws the system's errors, as `write` and `close` do. */
export function fileOutput(path: string): Output {
  const unfinished = `${path}.unfinished`;
  const descriptor = openSync(unfinished, "w", 0o600);
  return {
    async write(text) {
      const bytes = new TextEncoder().encode(text);
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      return true;
    },
    async close() {
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(unfinished, path);
    },
  };
}

/** `chat-server export … | head` reads only the beginning. */
export function standardOutput(): Output {
  let isRead = true;
  process.stdout.on("error", () => {
    isRead = false;
  });
  return {
    async write(text) {
      if (isRead && text !== "")
        await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
      return isRead;
    },
    async close() {},
  };
}
