import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { LogOutput } from "../../src/platform/log-output.ts";

/** A pipe that takes so many bytes and no more until it is read. */
class Pipe {
  room = 0;
  text = "";

  readonly write = (bytes: Uint8Array): number => {
    const taken = Math.min(this.room, bytes.length);
    this.room -= taken;
    this.text += new TextDecoder().decode(bytes.subarray(0, taken));
    return taken;
  };
}

test("a line that the pipe takes in parts arrives whole, before the next one", () => {
  const pipe = new Pipe();
  const log = new LogOutput(pipe.write);
  pipe.room = 3;
  log.write("first");
  pipe.room = 100;
  log.write("second");
  assertEquals(pipe.text, "first\nsecond\n");
});

test("nobody reads: a MiB waits, the rest is dropped and told by its number", () => {
  const pipe = new Pipe();
  const log = new LogOutput(pipe.write);
  const line = "x".repeat(1023);
  for (let index = 0; index < 2_000; index++) log.write(line);
  pipe.room = Number.POSITIVE_INFINITY;
  log.write("back");
  const lines = pipe.text.split("\n");
  assertEquals(lines.filter((one) => one === line).length, 1_025);
  assertEquals(lines.slice(-3), ["(975 lines of this log were lost: nobody read it)", "back", ""]);
});
