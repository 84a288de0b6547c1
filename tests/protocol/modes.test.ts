import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import {
  CHANNEL_MODE_CHANGES,
  chanmodesToken,
  channelModeLetters,
  formatModeChanges,
  parameterModeLetters,
  parseModeChanges,
  prefixToken,
  statusPrefixes,
  USER_MODES,
  userModeLetters,
} from "../../src/protocol/modes.ts";

/** As MODE would be written back, with what is missing or unknown. */
function read(...modes: string[]): string {
  const { changes, unknown } = parseModeChanges(modes, CHANNEL_MODE_CHANGES);
  const shown = changes.map(({ adding, letter, param }) => `${adding ? "+" : "-"}${letter} ${param ?? "?"}`);
  return [...shown, ...unknown.map((letter) => `unknown ${letter}`)].join(", ");
}

test("ISUPPORT names every mode", () => {
  assertEquals(
    [chanmodesToken(), prefixToken(), statusPrefixes()],
    ["beI,k,fl,CEMRUimnstu", "(qaohv)~&@%+", "~&@%+"],
  );
});

test("RPL_MYINFO names every letter, and which of a channel's take a param", () => {
  assertEquals(
    [userModeLetters(), channelModeLetters(), parameterModeLetters()],
    ["BRTgiow", "CEIMRUabefhiklmnoqstuv", "Iabefhkloqv"],
  );
});

describe("reading changes", () => {
  test("gives each letter its param, where it takes one", () => {
    assertEquals(read("+ov-km", "alice", "bob", "*"), "+o alice, +v bob, -k *, -m ?");
    assertEquals(read("+lf-lf", "5", "#other"), "+l 5, +f #other, -l ?, -f ?");
    assertEquals(read("-be", "*!*@a", "*!*@b"), "-b *!*@a, -e *!*@b");
  });

  test("begins with adding", () => {
    assertEquals(read("nt-i+s"), "+n ?, +t ?, -i ?, +s ?");
  });

  test("leaves a missing param out: a list is asked for", () => {
    assertEquals(read("b"), "+b ?");
    assertEquals(read("+oo", "alice"), "+o alice, +o ?");
  });

  test("takes more letters after the params, if they begin with a sign", () => {
    assertEquals(read("+o", "alice", "-v", "bob"), "+o alice, -v bob");
    assertEquals(read("+o", "alice", "nt"), "+o alice");
  });

  test("names unknown letters once, and goes on", () => {
    assertEquals(read("+xn😀x"), "+n ?, unknown x, unknown 😀");
    assertEquals(parseModeChanges(["+io"], USER_MODES).unknown, []);
  });

  test("finds nothing in nothing", () => {
    assertEquals([read(), read(""), read("+-")], ["", "", ""]);
  });
});

describe("writing changes", () => {
  test("says a sign only where it changes", () => {
    const change = (adding: boolean, letter: string, param?: string) => ({ adding, letter, param });
    assertEquals(
      formatModeChanges([
        change(true, "o", "alice"),
        change(true, "n"),
        change(false, "k", "*"),
        change(false, "m"),
        change(true, "v", "bob"),
      ]),
      ["+on-km+v", "alice", "*", "bob"],
    );
  });

  test("has no params for no change", () => assertEquals(formatModeChanges([]), []));
});
