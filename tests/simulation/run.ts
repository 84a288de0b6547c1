/** Plays one seed from the first connect to the empty server, and says what was wrong. */
import { CONSOLE_SESSION } from "../../src/protocol/effects.ts";
import { BREAKAGES, type Breakage } from "./breakage.ts";
import { checkDeadlines, checkSessions, checkTimers } from "./checkers/limits.ts";
import { checkState } from "./checkers/state.ts";
import { replay } from "./replay.ts";
import type { Violation } from "./trace.ts";
import { World } from "./world.ts";

/** How many things people do in one seed, unless asked otherwise. */
export const STEPS = 300;

export interface Outcome {
  readonly seed: number;
  readonly violation: Violation | undefined;
  /** The last events, where something was wrong. */
  readonly last: string;
  /** Of everything that was ordered: a seed has always the same. */
  readonly entryCount: number;
  readonly transactionCount: number;
  fingerprint(): string;
}

export interface RunOptions {
  readonly seed: number;
  readonly steps?: number;
  readonly isVerbose?: boolean;
  /** Promises that are not held yet are judged as well. */
  readonly judgesPending?: boolean;
  readonly breakage?: Breakage;
  /** The only transaction that fails, counted from 1, or none for 0; without it the seed's disk decides. */
  readonly brokenWrite?: number;
}

const SECOND_MS = 1_000;
/** All that people do takes no longer than this, or they stop doing it. */
const BUSY_SECONDS_MAX = 300;
/** Silence until the question, the time for an answer, and some more. */
const BACKLOG_SECONDS = 200;
/** What waits in the kernel the server does not see being read. */
const HIDDEN_BACKLOG_BYTES_MAX = 4_096;
/** Whatever is under way comes to rest: the slowest reader has read, the slowest disk has written. */
const CALM_SECONDS = 240;
/** Everybody asks once more who is where. */
const REVIEW_SECONDS = 20;
/** Deadlines of everybody who has vanished, and of datagrams. */
const EMPTY_SECONDS = 1_000;

export async function run({
  seed,
  steps = STEPS,
  isVerbose = false,
  judgesPending = false,
  breakage,
  brokenWrite,
}: RunOptions): Promise<Outcome> {
  const repair = breakage ? BREAKAGES[breakage]() : () => {};
  try {
    const world = new World({ seed, steps, trace: { isVerbose, judgesPending }, brokenWrite });
    await live(world);
    const { entries } = world;
    const { violation } = world.trace;
    return {
      seed,
      violation,
      last: violation ? world.trace.last() : "",
      entryCount: entries.length,
      transactionCount: world.store.writeCount,
      fingerprint: () => fingerprintOf(JSON.stringify(entries)),
    };
  } finally {
    repair();
  }
}

async function live(world: World): Promise<void> {
  await world.server.listen();
  for (let second = 0; second < BUSY_SECONDS_MAX && world.stepsLeft > 0; second++) await pass(world, 1);
  world.crowd.calm();
  await readOnSlowly(world);
  world.network.calm();
  world.store.calm();
  for (const client of world.clients) if (!client.isUnresponsive) client.link?.read({ kind: "prompt" });
  await pass(world, CALM_SECONDS);
  for (const client of world.clients) if (!client.isUnresponsive && client.isReady) client.review();
  await pass(world, REVIEW_SECONDS);
  checkRest(world);
  replay(world);
  leave(world);
  await pass(world, EMPTY_SECONDS);
  checkEmpty(world);
}

/** A backlog may take longer to read than a sign of life may take: the question for one stands behind it. */
async function readOnSlowly(world: World): Promise<void> {
  const slow = [...world.clients].filter(({ link }) => link?.reading.kind === "slow");
  if (slow.length === 0 || world.plan.weather.kernelBytes > HIDDEN_BACKLOG_BYTES_MAX) return;
  for (const { link } of slow) link?.read({ kind: "slow", bytes: 500, everyMs: 1_000 });
  await pass(world, BACKLOG_SECONDS);
}

/** The state is looked at so often that a mistake is found near its cause, and so seldom that it costs little. */
async function pass(world: World, seconds: number): Promise<void> {
  const looks = Math.min(seconds, 20);
  for (let look = 0; look < looks && !world.trace.violation; look++) {
    await world.clock.run((seconds / looks) * SECOND_MS, () => world.life.turnEnded());
    checkState(world.server.chat, world.truth, world.trace);
    world.accounts.check(world.server.chat);
    world.life.presenceRows.check(world.truth);
    const parts = world.life.limitParts();
    checkDeadlines(parts);
    checkSessions(parts);
    checkTimers(parts);
    world.life.datagramGuests.check();
  }
}

/** Everything that was said has been read by everybody who still reads, and everything that was asked is answered. */
function checkRest({ clients, hearing, kept, lasting, server }: World): void {
  for (const client of clients) {
    if (client.isUnresponsive || client.session === undefined || !client.isReady) continue;
    client.checkRest(client.session);
  }
  hearing.checkComplete(CONSOLE_SESSION, "console");
  kept.checkRest(server.history.state().lostRows);
  lasting.checkRest(server.history.state().lostRows);
}

function leave({ clients, random }: World): void {
  for (const client of [...clients]) {
    // Who reads nothing may stay for ever; its end is not read either, behind what it does not read.
    if (client.isUnresponsive || random.chance(0.5)) client.reset();
    else client.halfClose();
  }
}

/** Whoever was here has left nothing behind. */
function checkEmpty(world: World): void {
  const { trace, server, clock, network, truth } = world;
  const { chat, context, connections } = server;
  const left = {
    newcomers: chat.newcomerCount,
    nicks: chat.nicks.size - 1 - truth.absentCount,
    // The console may be in a room of its own.
    channels: chat.channels.size - truth.channels.size,
    recipients: context.delivery.sessions().length - 1,
    connections: connections.count,
    links: network.links.size,
    timers: clock.timers.size,
    unstoredEntries: world.life.outstanding.size,
    queuedBytes: context.queueTotal.bytes,
    throttledAddresses: throttledAddresses(context, clock.nowMs()),
  };
  if (Object.values(left).some((count) => count !== 0)) trace.violate("left behind", JSON.stringify(left));
}

/** Addresses are forgotten when the next one comes. */
function throttledAddresses({ throttle }: World["server"]["context"], nowMs: number): number {
  if (!throttle) return 0;
  throttle.admits({ family: "ipv4", host: "10.255.0.1", port: 1 }, nowMs);
  return throttle.addressCount - 1;
}

/** FNV-1a. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16);
}
