/** How fast the disk itself is, beside which the figures of a server that waits for it are to be read. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLUSHES = 300;
/** One page of SQLite's. */
const PAGE = new Uint8Array(4096);

/** Appends and flushes a page again and again, where the bench's servers have their files. */
export function describeDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-disk-"));
  try {
    const times = flushTimes(join(folder, "pages")).sort((one, other) => one - other);
    const [p50, p99] = [0.5, 0.99].map((share) => (times[Math.floor(share * FLUSHES)] ?? 0).toFixed(2));
    return `This disk alone: 4 KiB and a flush take ${p50} ms (p50), ${p99} ms (p99).`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function flushTimes(path: string): number[] {
  const file = openSync(path, "w");
  try {
    return Array.from({ length: FLUSHES }, () => {
      const startMs = performance.now();
      writeSync(file, PAGE);
      fdatasyncSync(file);
      return performance.now() - startMs;
    });
  } finally {
    closeSync(file);
  }
}
