/** Our subset of `@std/assert`, against what the original documents; verified by `node:assert`, not by itself. */
import nodeAssert from "node:assert";
import { describe, test } from "node:test";
import * as std from "@std/assert";

interface Example {
  readonly name: string;
  readonly passes: () => unknown;
  readonly fails: () => unknown;
}

const throwsType = () => {
  throw new TypeError("no such thing");
};
const rejectsType = () => Promise.reject(new TypeError("no such thing"));

const examples: readonly Example[] = [
  { name: "assert", passes: () => std.assert(1), fails: () => std.assert(0) },
  { name: "assertFalse", passes: () => std.assertFalse(""), fails: () => std.assertFalse("x") },
  {
    name: "assertEquals",
    passes: () => std.assertEquals({ a: [1, new Set([2])] }, { a: [1, new Set([2])] }),
    fails: () => std.assertEquals<unknown>({ a: 1 }, { a: "1" }),
  },
  {
    name: "assertNotEquals",
    passes: () => std.assertNotEquals([1], [2]),
    fails: () => std.assertNotEquals([1], [1]),
  },
  {
    name: "assertStrictEquals",
    passes: () => std.assertStrictEquals(Number.NaN, Number.NaN),
    fails: () => std.assertStrictEquals({}, {}),
  },
  { name: "assertExists", passes: () => std.assertExists(0), fails: () => std.assertExists(undefined) },
  {
    name: "assertInstanceOf",
    passes: () => std.assertInstanceOf(new TypeError(), Error),
    fails: () => std.assertInstanceOf({}, Error),
  },
  {
    name: "assertMatch",
    passes: () => std.assertMatch("abc", /b/),
    fails: () => std.assertMatch("abc", /d/),
  },
  {
    name: "assertNotMatch",
    passes: () => std.assertNotMatch("abc", /d/),
    fails: () => std.assertNotMatch("abc", /b/),
  },
  {
    name: "assertStringIncludes",
    passes: () => std.assertStringIncludes("abc", "bc"),
    fails: () => std.assertStringIncludes("abc", "x"),
  },
  {
    name: "assertArrayIncludes",
    passes: () => std.assertArrayIncludes([{ a: 1 }, { b: 2 }], [{ b: 2 }]),
    fails: () => std.assertArrayIncludes([{ a: 1 }], [{ a: 2 }]),
  },
  { name: "assertGreater", passes: () => std.assertGreater(2, 1), fails: () => std.assertGreater(1, 1) },
  {
    name: "assertGreaterOrEqual",
    passes: () => std.assertGreaterOrEqual(1, 1),
    fails: () => std.assertGreaterOrEqual(0, 1),
  },
  { name: "assertLess", passes: () => std.assertLess(1, 2), fails: () => std.assertLess(1, 1) },
  {
    name: "assertLessOrEqual",
    passes: () => std.assertLessOrEqual(1, 1),
    fails: () => std.assertLessOrEqual(2, 1),
  },
  {
    name: "assertThrows",
    passes: () => std.assertThrows(throwsType, TypeError, "such thing"),
    fails: () => std.assertThrows(() => {}),
  },
  {
    name: "assertThrows, of another class",
    passes: () => std.assertThrows(throwsType, Error),
    fails: () => std.assertThrows(throwsType, RangeError),
  },
  {
    name: "assertThrows, with another message",
    passes: () => std.assertThrows(throwsType),
    fails: () => std.assertThrows(throwsType, TypeError, "something else"),
  },
];

describe("@std/assert", () => {
  for (const { name, passes, fails } of examples) {
    test(name, () => {
      passes();
      nodeAssert.throws(fails, std.AssertionError);
    });
  }

  test("fail always fails", () => {
    nodeAssert.throws(() => std.fail("here"), { name: "AssertionError", message: "Failed assertion: here" });
  });

  test("a message of the caller is part of the failure", () => {
    nodeAssert.throws(() => std.assertEquals(1, 2, "the count"), /the count/);
    nodeAssert.throws(() => std.assert(false, "the state"), /^AssertionError: the state$/);
  });

  test("assertThrows returns what was thrown", () => {
    nodeAssert.strictEqual(std.assertThrows(throwsType, TypeError).message, "no such thing");
  });

  test("assertRejects returns what the promise was rejected with", async () => {
    nodeAssert.strictEqual(
      (await std.assertRejects(rejectsType, TypeError, "such")).message,
      "no such thing",
    );
    nodeAssert.ok((await std.assertRejects(rejectsType)) instanceof TypeError);
  });

  test("assertRejects fails on success, on another error and on a throw before the promise", async () => {
    await nodeAssert.rejects(() => std.assertRejects(() => Promise.resolve(1)), std.AssertionError);
    await nodeAssert.rejects(() => std.assertRejects(rejectsType, RangeError), std.AssertionError);
    await nodeAssert.rejects(() => std.assertRejects(throwsType), std.AssertionError);
  });
});
