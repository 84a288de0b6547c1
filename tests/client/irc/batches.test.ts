/** Batches of a server: messages of several lines, and what was said before. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { type BatchNews, HistoryBatches } from "../../../src/client/irc/history/batches.ts";
import { MultilineMessages } from "../../../src/client/irc/multiline.ts";
import { incoming } from "./lines.ts";

/** What the rest of the program reads of these lines, as `command params` and the msgid. */
function read(...lines: readonly string[]): string[] {
  const messages = new MultilineMessages();
  return lines.flatMap((text) => {
    const line = messages.read(incoming(text));
    return line ? [[line.command, ...line.params, line.tags.get("msgid") ?? ""].join("|")] : [];
  });
}

/** The batches that are whole after these lines: type, target, and what their lines say. */
function whole(...lines: readonly string[]): string[][] {
  const messages = new MultilineMessages();
  const batches = new HistoryBatches();
  const news = lines.flatMap((text): BatchNews[] => {
    const line = messages.read(incoming(text));
    return line ? [batches.read(line)] : [];
  });
  return news.flatMap((one) => {
    if (one?.kind !== "whole") return [];
    const { type, target, lines: found } = one.batch;
    return [[type, target, ...found.map(({ params }) => params[1] ?? "")]];
  });
}

const OPEN = "@msgid=1 :bob!b@host BATCH +m draft/multiline #tea";
const SAID = [
  "@batch=m :bob!b@host PRIVMSG #tea :one",
  "@batch=m;draft/multiline-concat :bob!b@host PRIVMSG #tea :, still",
  ":carl!c@host PRIVMSG #tea :between",
  "@batch=m :bob!b@host PRIVMSG #tea :two",
];

describe("a message of several lines", () => {
  test("is read as one, with the tags of its batch, after what came before its end", () => {
    assertEquals(read(OPEN, ...SAID, ":bob!b@host BATCH -m"), [
      "PRIVMSG|#tea|between|",
      "PRIVMSG|#tea|one, still\ntwo|1",
    ]);
  });

  test("may be a notice, or empty", () => {
    const notice = "@batch=m :bob!b@host NOTICE #tea :one";
    assertEquals(read(OPEN, notice, "BATCH -m", OPEN, "BATCH -m"), ["NOTICE|#tea|one|1", "PRIVMSG|#tea||1"]);
  });

  test("that never ends takes no memory without end", () => {
    const long = `@batch=m :bob!b@host PRIVMSG #tea :${"x".repeat(1_024)}`;
    const short = "@batch=m :bob!b@host PRIVMSG #tea :x";
    const lengths = [long, short].map((line) => {
      const lines = Array.from({ length: 2_000 }, () => line);
      return read(OPEN, ...lines, "BATCH -m")[0]?.length;
    });
    const around = "PRIVMSG|#tea||1".length;
    assertEquals(lengths, [256 * 1_025 - 1 + around, 2 * 1_000 - 1 + around]);
  });

  test("is left to its lines where too many are open, and other batches are left alone", () => {
    const open = Array.from({ length: 17 }, (_, index) => OPEN.replace("+m", `+${index}`));
    const inLast = "@batch=16 :bob!b@host PRIVMSG #tea :one";
    assertEquals(read(...open, inLast, "BATCH -16", "BATCH +n netsplit a b"), [
      "PRIVMSG|#tea|one|",
      "BATCH|-16|",
      "BATCH|+n|netsplit|a|b|",
    ]);
  });
});

describe("a batch of history", () => {
  const history = ["BATCH +h chathistory #tea", "@batch=h :bob!b@host PRIVMSG #tea :zero"];

  test("is told when it is whole, batches inside of it as part of it", () => {
    const inside = [OPEN.replace("@", "@batch=h;"), ...SAID, "BATCH -m"];
    assertEquals(whole(...history, ...inside, "BATCH -h"), [
      ["chathistory", "#tea", "zero", "one, still\ntwo"],
    ]);
    const other = ["@batch=h BATCH +o other x", "@batch=o :bob!b@host PRIVMSG #tea :in other", "BATCH -o"];
    assertEquals(whole(...history, ...other, "BATCH -h"), [["chathistory", "#tea", "zero", "in other"]]);
  });

  test("of what was found in several places has no target", () => {
    assertEquals(whole("BATCH +s soju.im/search", "BATCH -s"), [["soju.im/search", ""]]);
  });

  test("that never ends takes no memory without end, and neither do many", () => {
    const long = `@batch=h :bob!b@host PRIVMSG #tea :${"x".repeat(60_000)}`;
    const [batch = []] = whole(...history, ...Array.from({ length: 100 }, () => long), "BATCH -h");
    assertEquals(batch.join("").length < 5_000_000, true);
    const open = Array.from({ length: 5 }, (_, index) => `BATCH +${index} chathistory #tea`);
    assertEquals(whole(...open, "BATCH -4", "BATCH -0"), [["chathistory", "#tea"]]);
  });
});
