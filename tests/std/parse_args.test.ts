/** Our subset of `@std/cli/parse-args`, against what the original documents. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";

/** As plain data: the type of the result is narrower than what is compared. */
function parse(
  args: readonly string[],
  options: Parameters<typeof parseArgs>[1] = {},
): Record<string, unknown> {
  return { ...parseArgs(args, options) };
}

describe("parseArgs", () => {
  test("documented example: flags, values and positional arguments", () => {
    assertEquals(parse(["--foo", "--bar=baz", "./quux.txt"], { boolean: ["foo"] }), {
      _: ["./quux.txt"],
      foo: true,
      bar: "baz",
    });
  });

  test("documented example: everything after a bare -- is positional", () => {
    assertEquals(parse(["--foo", "--", "--bar"]), { _: ["--bar"], foo: true });
    assertEquals(parse(["--foo", "--", "--bar", "7"], { "--": true }), {
      _: [],
      foo: true,
      "--": ["--bar", "7"],
    });
  });

  test("a flag takes the argument that follows, unless that is a flag", () => {
    assertEquals(parse(["--host", "a", "--port", "8081", "--last"]), {
      _: [],
      host: "a",
      port: 8081,
      last: true,
    });
    assertEquals(parse(["--name", "--other"], { string: ["name"] }), { _: [], name: "", other: true });
  });

  test("what looks like a number is one, unless the flag is text", () => {
    assertEquals(parse(["--n", "1e3", "--hex=0x10", "--text=5", "7", "x"], { string: ["text"] }), {
      _: [7, "x"],
      n: 1000,
      hex: 16,
      text: "5",
    });
  });

  test("string: ['_'] keeps positional arguments text", () => {
    assertEquals(parse(["::", "8081"], { string: ["_"] }), { _: ["::", "8081"] });
  });

  test("booleans take no value but true and false, and are false when missing", () => {
    const options = { boolean: ["plain", "udp", "echo"] };
    assertEquals(parse(["--plain", "host", "--udp", "false"], options), {
      _: ["host"],
      plain: true,
      udp: false,
      echo: false,
    });
    assertEquals(parse(["--plain=false", "--udp=true"], options), {
      _: [],
      plain: false,
      udp: true,
      echo: false,
    });
  });

  test("boolean: true makes every flag without = a boolean", () => {
    assertEquals(parse(["--a", "x", "--b=y"], { boolean: true }), { _: ["x"], a: true, b: "y" });
  });

  test("the last of a repeated flag wins, unless it is collected", () => {
    assertEquals(parse(["--color", "red", "--color", "blue"]), { _: [], color: "blue" });
    assertEquals(
      parse(["--listen", "a", "--listen=b"], { string: ["listen", "ban"], collect: ["listen", "ban"] }),
      {
        _: [],
        listen: ["a", "b"],
        ban: [],
      },
    );
  });

  test("aliases give the value under every name", () => {
    assertEquals(parse(["-h"], { boolean: ["help"], alias: { help: ["h", "?"] } }), {
      _: [],
      help: true,
      h: true,
      "?": true,
    });
    assertEquals(parse(["-p8081"], { string: ["port"], alias: { port: "p" } }), {
      _: [],
      port: "8081",
      p: "8081",
    });
  });

  test("short flags stand together; the last takes the value", () => {
    assertEquals(parse(["-ab", "x"]), { _: [], a: true, b: "x" });
    assertEquals(parse(["-n5", "-m=6", "-tx"], { string: ["t"] }), { _: [], n: 5, m: 6, t: "x" });
  });

  test("a lone dash is positional", () => {
    assertEquals(parse(["-"]), { _: ["-"] });
  });

  test("defaults fill what is missing", () => {
    assertEquals(parse(["--lang", "zh"], { string: ["lang"], default: { lang: "en", channel: "#lobby" } }), {
      _: [],
      lang: "zh",
      channel: "#lobby",
    });
    assertEquals(parse([], { boolean: ["udp"], default: { udp: true } }), { _: [], udp: true });
  });

  test("documented example: --no-NAME negates what is negatable only", () => {
    assertEquals(parse(["--no-color", "--no-udp"], { boolean: ["color"], negatable: ["color"] }), {
      _: [],
      color: false,
      "no-udp": true,
    });
    assertEquals(parse([], { boolean: ["color"], negatable: ["color"], default: { color: true } }), {
      _: [],
      color: true,
    });
  });

  test("documented example: stopEarly leaves what follows the first positional argument", () => {
    assertEquals(parse(["--foo", "bar", "cmd", "--baz", "1"], { stopEarly: true, boolean: ["foo"] }), {
      _: ["bar", "cmd", "--baz", "1"],
      foo: true,
    });
  });

  test("unknown sees what was not declared and may drop it", () => {
    const seen: unknown[] = [];
    const unknown = (...call: unknown[]) => {
      seen.push(call);
      return call.length === 1;
    };
    assertEquals(parse(["--port", "1", "--prot", "2", "x", "-z"], { string: ["port"], unknown }), {
      _: ["x"],
      port: "1",
    });
    assertEquals(seen, [["--prot", "prot", 2], ["x"], ["-z", "z", true]]);
  });

  test("no argument at all", () => {
    assertEquals(parse([]), { _: [] });
  });

  test("the result's type follows the declaration", () => {
    const parsed = parseArgs(["--port", "1", "--listen", "a", "--udp", "x"], {
      string: ["_", "port", "listen", "lang"],
      boolean: ["udp"],
      collect: ["listen"],
      default: { lang: "en" },
    });
    const typed: { _: string[]; port: string | undefined; listen: string[]; udp: boolean; lang: string } =
      parsed;
    assertEquals({ ...typed }, { _: ["x"], port: "1", listen: ["a"], udp: true, lang: "en" });
  });
});
