import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { NUMERICS, type NumericName, numericCode } from "../../src/protocol/numerics.ts";

const NAMES = Object.keys(NUMERICS) as NumericName[];

test("a numeric has three digits on the wire", () => {
  assertEquals(numericCode("RPL_WELCOME"), "001");
  assertEquals(numericCode("RPL_WHOISCERTFP"), "276");
  assertEquals(numericCode("RPL_SASLMECHS"), "908");
  assertEquals(
    NAMES.filter((name) => !/^\d{3}$/.test(numericCode(name))),
    [],
  );
});

test("no two numerics share a number, but where programs know one and people are told why", () => {
  const byNumber = Map.groupBy(NAMES, (name) => NUMERICS[name]);
  assertEquals(
    [...byNumber.values()].filter((names) => names.length > 1),
    [
      ["RPL_AWAY", "RPL_ABSENT", "RPL_WAITING"],
      ["ERR_NICKNAMEINUSE", "ERR_NICKRESERVED"],
      ["ERR_CANNOTSENDRP", "ERR_ROLEPLAYOFF", "ERR_BADFIGURE"],
    ],
  );
});

test("numerics stand in the order of their numbers, so that a reader finds a gap", () => {
  const numbers = Object.values<number>(NUMERICS);
  assertEquals(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
});
