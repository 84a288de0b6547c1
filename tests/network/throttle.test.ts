import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { lineUnits } from "../../src/network/line-units.ts";
import { Throttle } from "../../src/network/throttle.ts";
import { TokenBucket } from "../../src/network/token-bucket.ts";
import type { Address } from "../../src/platform/types.ts";
import {
  ADDRESS_SHARES,
  CONNECTS_BURST,
  CONNECTS_PER_SECOND,
  INPUT_UNITS_BURST,
  INPUT_UNITS_PER_SECOND,
  LEFT_ADDRESSES_MAX,
  LINE_UNITS_MIN,
  PRESENCE_UNITS,
  SEARCH_UNITS,
} from "../../src/protocol/limits.ts";

const from = (host: string): Address => ({
  family: host.includes(":") ? "ipv6" : "ipv4",
  host,
  port: 40_000,
});
const NO_GATEWAY = (): boolean => false;

describe("a token bucket", () => {
  test("is used up, owes, and grows again to its size", () => {
    const bucket = new TokenBucket({ size: 10, perSecond: 1_000, nowMs: 0 });
    assertEquals([bucket.isEmpty, bucket.emptyMs()], [false, 0]);
    bucket.spend(15);
    assertEquals([bucket.isEmpty, bucket.emptyMs()], [true, 6]);
    bucket.refill(5);
    assertEquals(bucket.isEmpty, true);
    bucket.refill(6);
    assertEquals(bucket.isEmpty, false);
    bucket.refill(1_000);
    bucket.spend(10);
    assertEquals(bucket.isEmpty, true);
  });

  test("neither gives nor takes anything for a clock that is set back", () => {
    const bucket = new TokenBucket({ size: 10, perSecond: 1_000, nowMs: 1_000_000 });
    bucket.spend(10);
    bucket.refill(0);
    assertEquals(bucket.emptyMs(), 1);
    bucket.refill(1);
    assertEquals(bucket.isEmpty, false);
  });
});

describe("what a line costs", () => {
  const units = (bytes: number, command: string, ...params: readonly string[]): number =>
    lineUnits(bytes, { command, params });

  test("is its bytes, at least a little, and more where many are told", () => {
    assertEquals(
      [
        units(2, "PING"),
        units(400, "PRIVMSG", "#a", "text"),
        units(9, "JOIN", "#a"),
        units(4_000, "TOPIC", "#a"),
      ],
      [LINE_UNITS_MIN, 400, PRESENCE_UNITS, 4_000],
    );
    assertEquals(lineUnits(2, undefined), LINE_UNITS_MIN);
  });

  test("is a search's where everybody has to be looked at", () => {
    assertEquals(
      [units(9, "WHO", "zz*"), units(4, "LIST"), units(9, "WHOIS", "?"), units(9, "LIST", ">3")],
      [SEARCH_UNITS, SEARCH_UNITS, SEARCH_UNITS, SEARCH_UNITS],
    );
    assertEquals([units(9, "WHO", "#a"), units(9, "WHOIS", "bob")], [LINE_UNITS_MIN, LINE_UNITS_MIN]);
  });

  test("is a search's, or that of what many are told, where history is asked", () => {
    assertEquals(
      [units(9, "SEARCH", "text=x"), units(9, "CHATHISTORY", "LATEST"), units(9, "HISTORY", "#a")],
      [SEARCH_UNITS, PRESENCE_UNITS, PRESENCE_UNITS],
    );
  });

  test("is a search's where a service looks through all channels, and at least that of what many are told else", () => {
    assertEquals(
      [
        units(9, "CS", "list"),
        units(20, "PRIVMSG", "ChanServ", "LIST *"),
        units(20, "CHANSERV", "REGISTER #a"),
      ],
      [SEARCH_UNITS, SEARCH_UNITS, SEARCH_UNITS],
    );
    assertEquals(
      [units(9, "NS", "INFO"), units(20, "PRIVMSG", "chanserv", "OP #a"), units(9, "CS")],
      [PRESENCE_UNITS, PRESENCE_UNITS, PRESENCE_UNITS],
    );
    assertEquals(units(20, "PRIVMSG", "somebody", "LIST"), LINE_UNITS_MIN);
  });

  test("is that for each target", () => {
    assertEquals(
      [
        units(20, "PRIVMSG", "#a,#b,bob", "x"),
        units(200, "NOTICE", "#a,#b", "x"),
        units(9, "JOIN", "#a,#b", "k,l"),
      ],
      [3 * LINE_UNITS_MIN, 400, 2 * PRESENCE_UNITS],
    );
  });
});

describe("the throttle", () => {
  test("lets a burst pass, and then so much a second", () => {
    const allowance = new Throttle(NO_GATEWAY).open(from("10.0.0.1"), 0);
    allowance.spend(INPUT_UNITS_BURST - 1);
    assertEquals(allowance.isSpent, false);
    allowance.spend(1 + INPUT_UNITS_PER_SECOND);
    assertEquals([allowance.isSpent, allowance.waitMs()], [true, 1_001]);
    allowance.refill(1_001);
    assertEquals(allowance.isSpent, false);
  });

  test("counts the connections of one address together, and no others with them", () => {
    const throttle = new Throttle(NO_GATEWAY);
    const flooders = Array.from({ length: ADDRESS_SHARES + 1 }, () => throttle.open(from("10.0.0.1"), 0));
    const other = throttle.open(from("10.0.0.2"), 0);
    for (const flooder of flooders.slice(0, ADDRESS_SHARES)) flooder.spend(INPUT_UNITS_BURST);
    assertEquals(
      flooders.map((flooder) => flooder.isSpent),
      flooders.map(() => true),
    );
    assertEquals(other.isSpent, false);
  });

  test("remembers an address that comes back at once, and forgets it once its share is whole", () => {
    const throttle = new Throttle(NO_GATEWAY);
    for (let turn = 0; turn < ADDRESS_SHARES; turn++) {
      const allowance = throttle.open(from("10.0.0.1"), 0);
      allowance.spend(INPUT_UNITS_BURST);
      allowance.close(0);
    }
    const again = throttle.open(from("10.0.0.1"), 0);
    assertEquals(again.isSpent, true);
    again.close(1_000);
    throttle.open(from("10.0.0.2"), 60_000);
    assertEquals(throttle.addressCount, 1);
  });

  test("remembers an address for as long as somebody is here from it", () => {
    const throttle = new Throttle(NO_GATEWAY);
    const first = throttle.open(from("10.0.0.1"), 0);
    throttle.open(from("10.0.0.2"), 60_000);
    first.spend(INPUT_UNITS_BURST * ADDRESS_SHARES);
    assertEquals(throttle.open(from("10.0.0.1"), 60_000).isSpent, true);
  });

  test("remembers no more addresses than it may", () => {
    const throttle = new Throttle(NO_GATEWAY);
    for (let number = 0; number < LEFT_ADDRESSES_MAX + 100; number++) {
      throttle.admits(from(`10.1.${number >> 8}.${number & 255}`), 0);
    }
    assertEquals(throttle.addressCount, LEFT_ADDRESSES_MAX + 1);
  });

  test("admits a school that comes back together, and then so many a second", () => {
    const throttle = new Throttle(NO_GATEWAY);
    const arrive = (count: number, nowMs: number): number =>
      Array.from({ length: count }).filter(() => throttle.admits(from("10.0.0.1"), nowMs)).length;
    assertEquals(arrive(CONNECTS_BURST + 100, 0), CONNECTS_BURST);
    assertEquals(arrive(1_000, 1_000), CONNECTS_PER_SECOND);
    assertEquals(throttle.admits(from("10.0.0.2"), 1_000), true);
  });

  test("does not forget who comes again and again and never speaks", () => {
    const throttle = new Throttle(NO_GATEWAY);
    let admitted = 0;
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 1_000) {
      for (let count = 0; count < 1_000; count++) if (throttle.admits(from("10.0.0.1"), nowMs)) admitted += 1;
    }
    assertEquals(admitted, CONNECTS_BURST + 60 * CONNECTS_PER_SECOND);
  });

  test("counts neither this machine's programs nor whoever speaks for many as one", () => {
    const throttle = new Throttle((host) => host === "10.0.0.5");
    const exempt: readonly Address[] = [
      from("127.0.0.1"),
      from("::1"),
      from("10.0.0.5"),
      { family: "unix", host: "/run/chat.sock", port: 0 },
    ];
    for (const address of exempt) {
      for (let count = 0; count <= CONNECTS_BURST; count++) {
        assertEquals(throttle.admits(address, 0), true);
      }
      const first = throttle.open(address, 0);
      first.spend(INPUT_UNITS_BURST * ADDRESS_SHARES);
      assertEquals([first.isSpent, throttle.open(address, 0).isSpent], [true, false]);
    }
    assertEquals(throttle.addressCount, 0);
  });
});
