/** What SQLite and the system say becomes one of our problems. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { HistoryError } from "../../src/history/error.ts";
import { faultOf } from "../../src/history/sqlite/fault.ts";

const SAID: Readonly<Record<string, string>> = {
  "database is locked": "locked",
  "file is not a database": "corrupt",
  "database disk image is malformed": "corrupt",
  "attempt to write a readonly database": "read-only",
  "EACCES: permission denied, access '/data'": "read-only",
  "EROFS: read-only file system, mkdir '/data'": "read-only",
  "Permission denied (os error 13), access '/data'": "read-only",
  "database or disk is full": "full",
  "ENOSPC: no space left on device, mkdir '/data'": "full",
  "No space left on device (os error 28)": "full",
  "disk I/O error": "broken",
  "unable to open database file": "broken",
};

for (const [detail, problem] of Object.entries(SAID)) {
  test(`"${detail}" is ${problem}`, () => {
    assertEquals(faultOf(new Error(detail), "/x"), { problem, path: "/x", detail });
  });
}

test("what is one of our problems already stays as it is", () => {
  const fault = { problem: "newer-version", path: "/y", detail: "z" } as const;
  assertEquals(faultOf(new HistoryError(fault), "/x"), fault);
});
