/** Connections that break at any moment: whatever happens, everything is read once and said once. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { settle } from "../fake_world.ts";
import { HistoryServer } from "./history_server.ts";
import { connect } from "./irc_stay.ts";

/** One thing that happens; the numbers say how many lines get through. */
type Happening =
  | { readonly what: "says"; readonly later: number }
  | { readonly what: "types" }
  | { readonly what: "arrives" | "answers"; readonly lines: number }
  /** Both, so many times: a connection takes four until it is in the room, and bob speaks meanwhile. */
  | { readonly what: "rounds"; readonly count: number }
  | { readonly what: "breaks" }
  | { readonly what: "waits" };

const lines = fc.integer({ min: 1, max: 12 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant("says" as const), later: fc.integer({ min: 0, max: 2 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ what: "types" as const }) },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constantFrom("arrives" as const, "answers" as const), lines }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant("rounds" as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ what: "breaks" as const }) },
  { weight: 2, arbitrary: fc.constant({ what: "waits" as const }) },
);

/** ann in #lobby, who says a1, a2 and so on; everybody else is bob, who says b1, b2 and so on. */
class Day {
  readonly server = new HistoryServer();
  readonly #stay: Awaited<ReturnType<typeof connect>>;
  /** Sent, and not yet taken by the server. */
  #incoming: string[] = [];
  #typed: string[] = [];
  #said: string[] = [];
  readonly #forgets: boolean;

  private constructor(stay: Awaited<ReturnType<typeof connect>>, forgets: boolean) {
    this.#stay = stay;
    this.#forgets = forgets;
  }

  static async begin(forgets: boolean): Promise<Day> {
    let count = 0;
    const random = () => {
      count += 1;
      return (count % 1_000) / 1_000;
    };
    const day = new Day(await connect({ random }), forgets);
    await day.calm();
    return day;
  }

  async play(happening: Happening): Promise<void> {
    switch (happening.what) {
      case "says":
        this.#said.push(`b${this.#said.length + 1}`);
        return this.server.say("bob", this.#said.at(-1) ?? "", happening);
      case "types":
        this.#typed.push(`a${this.#typed.length + 1}`);
        this.#stay.type(this.#typed.at(-1) ?? "");
        return;
      case "arrives":
        this.#incoming.push(...this.#stay.sent());
        for (const line of this.#incoming.splice(0, happening.lines)) this.server.hear(line);
        return;
      case "answers":
        return this.#deliver(happening.lines);
      case "rounds":
        return await this.#rounds(happening.count);
      case "breaks":
        return this.#break();
      default:
        await this.#stay.world.clock.pass(1_000);
    }
  }

  /** Everything gets through. */
  async calm(): Promise<void> {
    for (let round = 0; round < 40; round++) {
      await this.play({ what: "waits" });
      await this.play({ what: "arrives", lines: 1_000 });
      this.#deliver(1_000);
      await settle();
    }
  }

  /** What ann has read of bob. */
  get read(): string[] {
    return this.#stay.world.shown.flatMap((line) => /<bob> (.*)$/.exec(line)?.[1] ?? []);
  }

  get said(): readonly string[] {
    return this.#said;
  }

  get notices(): readonly string[] {
    return this.#stay.world.notices;
  }

  get shown(): readonly string[] {
    return this.#stay.world.shown;
  }

  /** What ann has typed, but for lines that she was told were not, or perhaps not, sent. */
  get expected(): string[] {
    const refused = new Set(this.told("refusedWhileLost"));
    return this.#typed.filter((line) => !refused.has(line));
  }

  told(key: string): string[] {
    return this.notices
      .filter((notice) => notice.startsWith(`${key} `))
      .map((notice) => notice.slice(key.length + 1));
  }

  async #rounds(count: number): Promise<void> {
    await this.play({ what: "waits" });
    for (let round = 0; round < count; round++) {
      await this.play({ what: "arrives", lines: 1_000 });
      await this.play({ what: "says", later: round % 2 });
      this.#deliver(1_000);
    }
  }

  #deliver(count: number): void {
    const going = this.server.outgoing.splice(0, count);
    if (going.length > 0) this.#stay.says(...going);
  }

  #break(): void {
    this.#incoming = [];
    this.#stay.sent();
    if (this.#forgets) this.server.forget();
    else this.server.disconnect();
    this.#stay.world.socket.ends();
  }
}

const days = fc.array(happening, { minLength: 10, maxLength: 60, size: "max" });

test("everything others say is read once, and everything typed is said once, in its order", async () => {
  await fc.assert(
    fc.asyncProperty(days, async (happenings) => {
      const day = await Day.begin(false);
      for (const happening of happenings) await day.play(happening);
      await day.calm();
      assertEquals(day.read.toSorted(), day.said.toSorted(), day.notices.join("\n"));
      const own = day.server.kept.filter(({ nick }) => nick === "ann").map(({ text }) => text);
      assertEquals(own, day.expected, day.notices.join("\n"));
      assertEquals(day.told("ircNotConfirmed"), []);
      assertEquals(
        day.shown.filter((line) => line.startsWith("ircHistory")),
        [],
      );
    }),
    { numRuns: 200 },
  );
});

test("where the server forgets, nothing is read twice, and of each line the person is told", async () => {
  await fc.assert(
    fc.asyncProperty(days, async (happenings) => {
      const day = await Day.begin(true);
      for (const happening of happenings) await day.play(happening);
      await day.calm();
      assertEquals(new Set(day.read).size, day.read.length, day.shown.join("\n"));
      const own = day.server.everKept.filter(({ nick }) => nick === "ann").map(({ text }) => text);
      assertEquals(new Set(own).size, own.length, day.notices.join("\n"));
      const told = new Set([...own, ...day.told("ircNotConfirmed")]);
      assertEquals(
        day.expected.filter((line) => !told.has(line)),
        [],
        day.notices.join("\n"),
      );
    }),
    { numRuns: 200 },
  );
});
