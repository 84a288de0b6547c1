import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { formatIrcLine, parseIrcLine } from "../../src/protocol/irc-line.ts";

const line = (command: string, params: string[], tags?: string, source?: string) => ({
  tags,
  source,
  command,
  params,
});

describe("reading a line", () => {
  test("finds tags, source, command and params", () => {
    assertEquals(
      parseIrcLine("@id=1;+a :bob!b@host PRIVMSG #room :hello, you"),
      line("PRIVMSG", ["#room", "hello, you"], "id=1;+a", "bob!b@host"),
    );
    assertEquals(parseIrcLine("QUIT"), line("QUIT", []));
  });

  test("makes the command upper case", () => {
    assertEquals(parseIrcLine("privMsg bob hi"), line("PRIVMSG", ["bob", "hi"]));
  });

  test("takes several spaces for one, and none after the colon", () => {
    assertEquals(parseIrcLine("  @a   :b   JOIN   #room   key   "), line("JOIN", ["#room", "key"], "a", "b"));
    assertEquals(parseIrcLine("TOPIC #room :  two  words "), line("TOPIC", ["#room", "  two  words "]));
  });

  test("lets the last param be empty, or begin with a colon", () => {
    assertEquals(parseIrcLine("TOPIC #room :"), line("TOPIC", ["#room", ""]));
    assertEquals(parseIrcLine("PRIVMSG bob ::-)"), line("PRIVMSG", ["bob", ":-)"]));
  });

  test("leaves a colon inside a param alone, and tabs", () => {
    assertEquals(parseIrcLine("WHOIS a:b\tc 0::1"), line("WHOIS", ["a:b\tc", "0::1"]));
  });

  test("keeps more than 15 params apart", () => {
    const params = Array.from({ length: 20 }, (_, index) => String(index));
    assertEquals(parseIrcLine(`X ${params.join(" ")}`), line("X", params));
  });

  for (const text of ["", "   ", ":bob", ":bob  ", "@a=b", "@a=b :bob "]) {
    test(`finds no command in "${text}"`, () => assertEquals(parseIrcLine(text), undefined));
  }
});

describe("writing a line", () => {
  test("puts a colon only where the last param needs one", () => {
    assertEquals(
      formatIrcLine({ command: "JOIN", params: ["#room"], source: "bob!b@h" }),
      ":bob!b@h JOIN #room",
    );
    assertEquals(formatIrcLine({ command: "PRIVMSG", params: ["bob", "a b"] }), "PRIVMSG bob :a b");
    assertEquals(formatIrcLine({ command: "PRIVMSG", params: ["bob", ":)"] }), "PRIVMSG bob ::)");
    assertEquals(formatIrcLine({ command: "TOPIC", params: ["#room", ""] }), "TOPIC #room :");
    assertEquals(formatIrcLine({ command: "QUIT", params: [] }), "QUIT");
  });

  test("puts it always where that is asked for", () => {
    const message = { command: "PRIVMSG", params: ["bob", "hi"] };
    assertEquals(formatIrcLine(message, { forceTrailing: true }), "PRIVMSG bob :hi");
    assertEquals(formatIrcLine({ command: "QUIT", params: [] }, { forceTrailing: true }), "QUIT");
  });

  test("lets no param begin a second line", () => {
    assertEquals(
      formatIrcLine({ command: "PRIVMSG", params: ["bob", "a\r\nQUIT\0"], source: "a\nb" }),
      ":a_b PRIVMSG bob :a  QUIT ",
    );
  });

  test("lets no param that others follow become two, none, or the last", () => {
    assertEquals(
      formatIrcLine({ command: "352", params: ["a b", "", "::1", "x\ny", "end"] }),
      "352 a_b * 0::1 x_y end",
    );
  });
});
