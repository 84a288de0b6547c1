/** What every sequencer must do; each implementation runs it. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Entry, StampedEntry } from "../../src/protocol/effects.ts";
import { localSequencer } from "../../src/sequencer/local.ts";
import type { OnStamped, Sequencer } from "../../src/sequencer/sequencer.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

type Create = (clock: FakeClock, onStamped: OnStamped) => Sequencer;

const IMPLEMENTATIONS: readonly [string, Create][] = [["local", localSequencer]];

const entry = (session: number): Entry => ({ kind: "disconnect", session, reason: { kind: "closed" } });

for (const [name, create] of IMPLEMENTATIONS) {
  describe(`sequencer: ${name}`, () => {
    test("gives every entry one place, strictly rising, in the order of arrival", () => {
      const stamped: StampedEntry[] = [];
      const sequencer = create(new FakeClock(), (one) => stamped.push(one));
      for (let session = 1; session <= 100; session++) sequencer.submit(entry(session));
      assertEquals(
        stamped.map((one) => ("session" in one.entry ? one.entry.session : undefined)),
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
      assertEquals(
        stamped.every((one, index) => index === 0 || one.sequence > (stamped[index - 1]?.sequence ?? 0)),
        true,
      );
    });

    test("never lets time fall, whatever the clock does", () => {
      const clock = new FakeClock();
      const times: number[] = [];
      const sequencer = create(clock, (one) => times.push(one.timeMs));
      for (const jump of [5, -100_000, 1, 200_000]) {
        clock.jump(jump);
        sequencer.submit(entry(1));
      }
      assertEquals(
        times,
        [...times].sort((a, b) => a - b),
      );
      assertEquals(times.at(-1), clock.nowMs());
    });
  });
}
