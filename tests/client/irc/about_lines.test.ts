/** Replies, reactions, what is taken back, and searching: typed and read. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Action } from "../../../src/client/irc/commands/action.ts";
import { readCommand } from "../../../src/client/irc/commands/table.ts";
import type { Context } from "../../../src/client/irc/context.ts";
import { show } from "../../../src/client/irc/display/show.ts";
import { RecentLines } from "../../../src/client/irc/history/recent-lines.ts";
import type { Language } from "../../../src/locales/catalog.ts";
import { clientText } from "../../../src/locales/client/texts.ts";
import { IN_TEA, incoming, stateAfter } from "./lines.ts";

const ALL = "message-tags batch server-time draft/chathistory draft/message-redaction soju.im/search";

const SAID = [
  "@msgid=1 :bob!b@host PRIVMSG #tea :who makes \u0002tea\u0002?",
  "@msgid=2 :ann!a@host PRIVMSG #tea :me",
  "@msgid=3 :g10-0-0-7!~g@10.0.0.7 PRIVMSG #tea :\u0001ACTION waits\u0001",
  "@msgid=4 :ann!a@host PRIVMSG #tea :in a minute, since the water has to become really hot before that",
  "@msgid=5 :bob!b@host PRIVMSG #coffee :elsewhere",
  "@msgid=7 :bob!b@host PRIVMSG #milk :我来晚了，刚刚才看到大家说的话，请问喝茶是在三楼还是四楼？",
];

/** In #tea, where this was said. */
function contextWith(
  capabilities = ALL,
  language: Language = "en",
  lines: readonly string[] = SAID,
): Context {
  const rooms = [":ann!a@host JOIN #coffee", ":ann!a@host JOIN #tea"];
  const state = stateAfter(...IN_TEA, ...rooms);
  state.capabilities.read(["ann", "ACK", capabilities]);
  const recent = new RecentLines();
  for (const line of lines) recent.read(incoming(line), state);
  const say: Context["say"] = (key, params) => clientText(language, key, params);
  return { state, target: "#tea", nowMs: 0, recent, follows: () => true, say };
}

function brief(action: Action): string {
  if (action.kind === "send")
    return `${JSON.stringify(action.tags ?? {})} ${[action.command, ...action.params].join(" ")}`;
  if (action.kind !== "speak") return Object.values(action).join(" ");
  const { command, target, text, tags = {} } = action.utterance;
  return `${JSON.stringify(tags)} ${command} ${target} :${text}`;
}

function typed(line: string, context = contextWith()): string {
  return readCommand(line, context).map(brief).join("\n");
}

const commands: readonly [line: string, action: string][] = [
  ["/reply thank you", '{"+reply":"3"} PRIVMSG #tea :thank you'],
  ["/reply Bob: I do", '{"+reply":"1"} PRIVMSG #tea :I do'],
  ["/reply bob", '{"+reply":"3"} PRIVMSG #tea :bob'],
  ["/react 👍", '{"+draft/react":"👍","+reply":"3"} TAGMSG #tea'],
  ["/react bob 👍", '{"+draft/react":"👍","+reply":"1"} TAGMSG #tea'],
  ["/react 10.0.0.7 👍", '{"+draft/react":"👍","+reply":"3"} TAGMSG #tea'],
  ["/react carl 👍", "refuse ircNothingToAnswer"],
  ["/unreact", "refuse ircNoReaction"],
  ["/recall", "{} REDACT #tea 4"],
  ["/recall 2", "{} REDACT #tea 2"],
  ["/recall 3", "refuse ircNothingOfYours"],
  ["/recall all", "refuse ircIncomplete /recall [N]"],
  ["/history", "{} CHATHISTORY LATEST #tea * 20"],
  ["/history 50", "{} CHATHISTORY LATEST #tea * 50"],
  ["/history much", "refuse ircIncomplete /history [N]"],
  ["/search green tea", "{} SEARCH text=green\\stea"],
  ['/search "green tea" from:bob IN:#tea', '{} SEARCH from=bob;in=#tea;text="green\\stea"'],
  ["/search after:2026-11-20T10:00Z 茶", "{} SEARCH after=2026-11-20T10:00:00.000Z;text=茶"],
  ["/search see:this", "{} SEARCH text=see:this"],
  ["/search before:soon x", "refuse ircNotATime soon"],
  ["/search “喝茶” from：bob", '{} SEARCH from=bob;text="喝茶"'],
  ["/search from:10.0.0.7", "{} SEARCH from=g10-0-0-7"],
  ["/search", "refuse ircIncomplete /search WORDS"],
];

describe("typed", () => {
  for (const [line, action] of commands) test(line, () => assertEquals(typed(line), action));

  for (const line of ["/reply x", "/react x", "/recall", "/history", "/search x"]) {
    test(`${line}, where the server cannot do that`, () => {
      const [command = ""] = line.split(" ");
      assertEquals(typed(line, contextWith("")), `refuse ircCannot ${command}`);
    });
  }

  test("a day begins where the person is", () => {
    const begin = new Date("2026-11-20T00:00").toISOString();
    assertEquals(typed("/search before:2026-11-20"), `{} SEARCH before=${begin}`);
    const noon = new Date("2026-11-20T12:00").toISOString();
    assertEquals(typed('/search before:"2026-11-20 12:00"'), `{} SEARCH before=${noon}`);
  });

  test("no more lines are asked for than the server gives", () => {
    const context = contextWith();
    context.state.read(incoming(":s 005 ann CHATHISTORY=100 :are supported"));
    assertEquals(typed("/history 500", context), "{} CHATHISTORY LATEST #tea * 100");
  });

  test("what was taken back is not answered any more", () => {
    const context = contextWith();
    context.recent.read(incoming(":ann!a@host REDACT #tea 4"), context.state);
    assertEquals(typed("/recall", context), "{} REDACT #tea 2");
  });

  test("the own reaction can be taken back, once", () => {
    const context = contextWith();
    const hear = (line: string) => context.recent.read(incoming(line), context.state);
    hear("@+draft/react=👍;+reply=1 :ann!a@host TAGMSG #tea");
    hear("@+draft/react=👎;+reply=1 :bob!b@host TAGMSG #tea");
    assertEquals(typed("/unreact", context), '{"+draft/unreact":"👍","+reply":"1"} TAGMSG #tea');
    hear("@+draft/unreact=👍;+reply=1 :ann!a@host TAGMSG #tea");
    assertEquals(typed("/unreact", context), "refuse ircNoReaction");
  });
});

const read: readonly [line: string, shown: string][] = [
  ["@+reply=1 :ann!a@host PRIVMSG #tea :I do", '<ann> (to bob: "who makes tea?") I do'],
  ["@+draft/reply=3 :bob!b@host PRIVMSG #tea :soon", '<bob> (to 10.0.0.7: "waits") soon'],
  ["@+reply=unknown :bob!b@host PRIVMSG #tea :soon", "<bob> soon"],
  ["@+draft/react=👍;+reply=1 :carl!c@host TAGMSG #tea", '* carl reacts 👍 to bob: "who makes tea?"'],
  ["@+draft/react=👍;+reply=5 :carl!c@host TAGMSG #coffee", '[#coffee] * carl reacts 👍 to bob: "elsewhere"'],
  ["@+draft/unreact=👍;+reply=1 :carl!c@host TAGMSG #tea", '* carl takes back 👍 on bob: "who makes tea?"'],
  ["@+draft/react=👍;+reply=unknown :carl!c@host TAGMSG #tea", ""],
  ["@+typing=active :carl!c@host TAGMSG #tea", ""],
  [":bob!b@host REDACT #tea 1", '* bob has taken back: "who makes tea?"'],
  [":eve!e@host REDACT #tea 1 :rude", '* eve has removed what bob said: "who makes tea?" (rude)'],
  [":ann!a@host REDACT #tea 4", '* ann has taken back: "in a minute, since the water has to beco…"'],
  [
    "@+reply=7 :bob!b@host PRIVMSG #tea :yes",
    '<bob> (to bob: "我来晚了，刚刚才看到大家说的话，请问喝茶…") yes',
  ],
  [":bob!b@host REDACT #tea unknown", "* bob has taken back a line"],
];

describe("read", () => {
  for (const [line, shown] of read) {
    test(line, () => assertEquals(show(incoming(line), contextWith()).join("\n"), shown));
  }

  test("what has several lines is quoted in one, which could not pass for somebody else's", () => {
    const context = contextWith();
    const said = incoming("@msgid=6 :bob!b@host PRIVMSG #tea :x");
    context.recent.read({ ...said, params: ["#tea", "first\n<eve> second"] }, context.state);
    const about = ["@+draft/react=👍;+reply=6 :carl!c@host TAGMSG #tea", ":bob!b@host REDACT #tea 6"];
    assertEquals(
      about.flatMap((line) => show(incoming(line), context)),
      ['* carl reacts 👍 to bob: "first <eve> second"', '* bob has taken back: "first <eve> second"'],
    );
  });

  test("in Chinese as well", () => {
    const context = contextWith(ALL, "zh");
    assertEquals(
      [":bob!b@host REDACT #tea 1", "@+draft/react=👍;+reply=1 :carl!c@host TAGMSG #tea"].flatMap((line) =>
        show(incoming(line), context),
      ),
      ["* bob 撤回了：“who makes tea?”", "* carl 用 👍 回应 bob：“who makes tea?”"],
    );
  });
});

describe("lines that are remembered", () => {
  test("are bounded, and so are the places", () => {
    const many = Array.from({ length: 2_500 }, (_, index) => {
      return `@msgid=${index};time=2026-11-21T00:00:00.000Z :p${index}!u@host PRIVMSG ann :hi`;
    });
    const { recent } = contextWith(ALL, "en", many);
    assertEquals([recent.has("499"), recent.has("500"), recent.points().length], [false, true, 300]);
  });
});
