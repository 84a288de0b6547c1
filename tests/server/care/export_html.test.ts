/** A room as a page: what becomes of each row. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import type { HistoryRow } from "../../../src/protocol/history.ts";
import type { Source } from "../../../src/protocol/message.ts";
import { htmlFormat } from "../../../src/server/care/export-html.ts";

const ANN: Source = {
  ...{ nick: "ann", username: "~ann", host: "192.168.55.14", realname: "ann" },
  ...{ isGuest: false, isBot: false },
};

function row(changes: Partial<HistoryRow>): HistoryRow {
  const timeMs = new Date("2026-11-21T10:00:00").getTime();
  return {
    ...{ sequence: 36, index: 0, timeMs, kind: "PRIVMSG", target: "#tea", senderId: "x", source: ANN },
    body: "",
    ...changes,
  };
}

/** Without the day and the time, which are the same everywhere. */
function written(changes: Partial<HistoryRow>): string {
  const format = htmlFormat({ historyId: "h", channel: "#tea", network: "LAN", language: "en" });
  return format
    .row(row(changes))
    .replace(/^<h2>.*\n/, "")
    .replace(/<time.*<\/time>/, "")
    .trimEnd();
}

const NAME = '<b class="c4">ann</b>';

const rows: readonly { what: string; changes: Partial<HistoryRow>; shown: string }[] = [
  {
    what: "text is text, whatever is in it",
    changes: { body: '\u0002a\u0002 <b id="x">&\u202e' },
    shown: `<p id="h-10-0">${NAME} <span>a &lt;b id=&quot;x&quot;&gt;&amp;</span></p>`,
  },
  {
    what: "lines stay lines, each made safe",
    changes: { body: "one\n  two\u0007\nthree" },
    shown: `<p id="h-10-0" class="lines">${NAME} <span>one\n  two\nthree</span></p>`,
  },
  {
    what: "an answer leads to what it answers",
    changes: { body: "yes", replyTo: 'h-9-0">' },
    shown: `<p id="h-10-0">${NAME} <a href="#h-9-0&quot;&gt;">↩</a> <span>yes</span></p>`,
  },
  {
    what: "what somebody does has a star",
    changes: { body: "\u0001ACTION pours\u0001" },
    shown: `<p id="h-10-0">* ${NAME} <span>pours</span></p>`,
  },
  {
    what: "events are grey",
    changes: { kind: "TOPIC", body: "Tea" },
    shown: '<p class="event"><span>* ann has set the topic of #tea: Tea</span></p>',
  },
  {
    what: "what was taken back is not there",
    changes: { redaction: { msgid: "h-11-0", timeMs: 0, senderId: "x", source: ANN, reason: "" } },
    shown: "",
  },
];

for (const { what, changes, shown } of rows) test(what, () => assertEquals(written(changes), shown));

test("a day is named once", () => {
  const format = htmlFormat({ historyId: "h", channel: "#tea", network: "LAN", language: "en" });
  const days = [row({ body: "a" }), row({ body: "b" })].map(
    (one) => format.row(one).split("<h2>").length - 1,
  );
  assertEquals(days, [1, 0]);
});
