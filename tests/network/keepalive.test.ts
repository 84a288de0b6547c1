/** Who is given up for silent, and who is not. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Deadlines } from "../../src/network/deadlines.ts";
import { PROMPT_DISK } from "../../src/network/disk-gate.ts";
import { Keepalive } from "../../src/network/irc/keepalive.ts";
import { PING_SILENCE_MS, PONG_DEADLINE_MS, REGISTRATION_DEADLINE_MS } from "../../src/protocol/limits.ts";
import { FakeClock } from "../helpers/fake-clock.ts";

function registered(disk = PROMPT_DISK) {
  const clock = new FakeClock();
  const events: string[] = [];
  const peer = {
    isRegistered: true,
    drainedBytes: 0,
    ping: () => void events.push("ping"),
    giveUp: (reason: string) => void events.push(reason),
  };
  const deadlines = new Deadlines(clock, (error) => {
    throw error;
  });
  const keepalive = new Keepalive(peer, { clock, deadlines, disk });
  return { clock, events, peer, keepalive };
}

test("a clock that is set back keeps no dead client alive", () => {
  const { clock, events } = registered();
  clock.jump(-3_600_000);
  clock.advance(REGISTRATION_DEADLINE_MS);
  assertEquals(events, ["ping"]);
  clock.advance(PONG_DEADLINE_MS);
  assertEquals(events, ["ping", "silent"]);
});

test("who is still reading a backlog, behind which the question stands, is waited for", () => {
  const { clock, events, peer } = registered();
  clock.advance(PING_SILENCE_MS);
  for (let minute = 0; minute < 10; minute++) {
    peer.drainedBytes += 1_000;
    clock.advance(PONG_DEADLINE_MS);
  }
  assertEquals(events, ["ping"]);
  clock.advance(PONG_DEADLINE_MS);
  assertEquals(events, ["ping", "silent"]);
});

test("nobody is taken for dead while the disk is late, since nobody is heard", () => {
  const disk = { ...PROMPT_DISK, isLate: true, lateCount: 1 };
  const { clock, events } = registered(disk);
  clock.advance(10 * REGISTRATION_DEADLINE_MS);
  assertEquals(events, []);
  disk.isLate = false;
  clock.advance(REGISTRATION_DEADLINE_MS + PONG_DEADLINE_MS);
  assertEquals(events, ["ping"]);
});

test("who comes while the disk is late has the whole time once more, too", () => {
  const disk = { ...PROMPT_DISK, isLate: true, lateCount: 1 };
  const { clock, events, peer } = registered(disk);
  peer.isRegistered = false;
  clock.advance(REGISTRATION_DEADLINE_MS - 1);
  disk.isLate = false;
  clock.advance(REGISTRATION_DEADLINE_MS);
  assertEquals(events, []);
  clock.advance(1);
  assertEquals(events, ["registration-timeout"]);
});

test("who could not be heard for most of the time has the whole time once more", () => {
  const disk = { ...PROMPT_DISK };
  const { clock, events, peer } = registered(disk);
  peer.isRegistered = false;
  disk.isLate = true;
  disk.lateCount += 1;
  clock.advance(REGISTRATION_DEADLINE_MS - 1);
  disk.isLate = false;
  clock.advance(REGISTRATION_DEADLINE_MS);
  assertEquals(events, []);
  clock.advance(1);
  assertEquals(events, ["registration-timeout"]);
});
