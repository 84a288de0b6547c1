/** The played disk keeps lasting rows as the real one does: after a crash there is what was told to be kept. */
import { test } from "node:test";
import { assertEquals, assertMatch } from "@std/assert";
import type { LastingWrite } from "../../src/protocol/lasting.ts";
import { gone, lasting as lastingRow } from "../helpers/history-rows.ts";
import { Lasting } from "./checkers/lasting.ts";
import { SimulatedClock } from "./clock.ts";
import { SimulatedHistory } from "./disk/history.ts";
import { SimulatedStore } from "./disk/store.ts";
import { Random } from "./random.ts";
import { replace } from "./replace.ts";
import { Trace } from "./trace.ts";

const SEEDS = 5;
const LIVES = 20;
const PLACES = 5;
const WRITES_OF_A_LIFE = 30;
const LIMITS = { waitingRowsMax: 100, batchRowsMax: 10, keptRowsMax: 100 };

class Disk {
  readonly clock = new SimulatedClock();
  readonly random: Random;
  readonly trace = new Trace(this.clock, { isVerbose: false, judgesPending: true });
  readonly lasting = new Lasting(this.trace);
  readonly store: SimulatedStore;

  constructor(seed: number) {
    this.random = new Random(seed);
    const { clock, random, trace } = this;
    this.store = new SimulatedStore({
      clock,
      random,
      slowShare: 0.2,
      brokenShare: 0.2,
      latencyMs: 20,
      committed: (writes) => this.lasting.committed(writes),
      violate: (story) => trace.violate("kept", story),
    });
  }

  /** A server lives until it is killed, and another one begins. */
  async live(): Promise<void> {
    const { clock, random, lasting, store } = this;
    const history = this.#open();
    for (let count = 1; count <= WRITES_OF_A_LIFE; count++) {
      const write = this.#write(history.lastSequence + count);
      clock.plan(0, () => {
        lasting.decided(write);
        history.commit([write], () => {});
      });
      await clock.run(random.between(0, 30), () => {});
    }
    history.crash();
    clock.forgetServer();
    store.crash();
    store.restart();
    lasting.restarted(store.lasting());
  }

  #open(): SimulatedHistory {
    const { clock, random, lasting, store } = this;
    return new SimulatedHistory({
      store,
      clock,
      random,
      limits: LIMITS,
      brokenShare: 0,
      latencyMs: 0,
      answered: (writes, error) => lasting.answered(writes, error),
      found() {},
    });
  }

  #write(sequence: number): LastingWrite {
    const { random } = this;
    const key = String(random.below(PLACES));
    const more = { hasHappened: random.chance(0.5) };
    return random.chance(0.2) ? gone(sequence, key, more) : lastingRow(sequence, key, more);
  }
}

async function livesOf(seed: number): Promise<string | undefined> {
  const disk = new Disk(seed);
  for (let life = 0; life < LIVES && !disk.trace.violation; life++) await disk.live();
  return disk.trace.violation?.story;
}

test("what was told to be kept is there after each crash", async () => {
  for (let seed = 1; seed <= SEEDS; seed++) assertEquals(await livesOf(seed), undefined, `seed ${seed}`);
});

test("a disk that forgets is found out", async () => {
  const repair = replace(
    SimulatedStore.prototype,
    "write",
    (write) =>
      function (this: SimulatedStore, batch, done) {
        write.call(this, batch.slice(1), done);
      },
  );
  try {
    assertMatch(String(await livesOf(1)), /was kept, and is gone$/);
  } finally {
    repair();
  }
});
