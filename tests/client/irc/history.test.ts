/** What was said before: on entering a room, and after a lost connection. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { connect, enter, JOINED, LABELS, WELCOME } from "./irc_stay.ts";

const HISTORY = `${LABELS} message-tags server-time draft/chathistory`;
const LATEST = "@label=1 CHATHISTORY LATEST #lobby * 20";

/** The fake clock begins with 1970. */
function at(second: number): string {
  return new Date(second * 1_000).toISOString();
}

function clock(second: number): string {
  return `[${new Date(second * 1_000).toTimeString().slice(0, 8)}]`;
}

/** A line of bob, or of whom it says, by its number. */
function said(number: number, text: string, { nick = "bob", target = "#lobby", tags = "" } = {}): string {
  return `@msgid=m${number};time=${at(number)}${tags} :${nick}!u@host PRIVMSG ${target} :${text}`;
}

/** The answer to a question. */
function batch(label: number, lines: readonly string[], target = "#lobby"): string[] {
  const inside = lines.map((line) => line.replace("@", "@batch=h;"));
  return [`@label=${label} :s BATCH +h chathistory ${target}`, ...inside, ":s BATCH -h"];
}

/** In #lobby, where three lines are known. */
async function entered(changes = {}) {
  const stay = await enter(changes, HISTORY);
  stay.says(
    ...batch(
      1,
      [1, 2, 3].map((number) => said(number, `${number}`)),
    ),
  );
  stay.sent();
  stay.shown();
  return stay;
}

/** The connection breaks, and comes back into the room. */
async function comeBack({ world, says, sent }: Awaited<ReturnType<typeof entered>>) {
  world.socket.ends();
  await world.clock.pass(500);
  says(`:s CAP * LS :${HISTORY}`, `:s CAP * ACK :${HISTORY}`, ...WELCOME, ...JOINED);
  return sent().at(-1);
}

describe("entering a room", () => {
  test("shows its last lines with their times, then what was said meanwhile, each once", async () => {
    const { says, sent, shown } = await connect();
    says(`:s CAP * LS :${HISTORY}`, `:s CAP * ACK :${HISTORY}`, ...WELCOME, ...JOINED);
    assertEquals(sent().at(-1), LATEST);
    says(said(3, "news"), ":bob!u@host PART #lobby");
    assertEquals(shown(), ["ircWelcome", "ircYouJoined #lobby", "ircMembers"]);
    says(...batch(1, [said(1, "one"), said(2, "two", { nick: "ann" }), said(3, "news")]), said(4, "later"));
    assertEquals(shown(), [
      `${clock(1)} <bob> one`,
      `${clock(2)} <ann> two`,
      "<bob> news",
      "ircLeft",
      "<bob> later",
    ]);
  });

  test("is not told before a server answers that never does", async () => {
    const { world, says, shown } = await enter({}, HISTORY);
    says(said(1, "news"));
    await world.clock.pass(9_999);
    assertEquals(shown(), []);
    await world.clock.pass(1);
    assertEquals(shown(), []);
    says(said(2, "more"));
    assertEquals(shown(), ["<bob> news", "<bob> more"]);
  });

  test("goes on where the server refuses", async () => {
    const { says, shown } = await enter({}, HISTORY);
    says(said(1, "news"), "@label=1 :s FAIL CHATHISTORY INVALID_TARGET LATEST #lobby :No");
    assertEquals(shown(), ["<bob> news"]);
  });

  test("a second time shows only what is new", async () => {
    const { says, sent, shown, type } = await entered();
    type("/part");
    says(":ann!a@host PART #lobby");
    type("/join lobby");
    says(`@msgid=j;time=${at(9)} ${JOINED[0]}`);
    const justBefore = new Date(2_999).toISOString();
    assertEquals(sent().at(-1), `@label=4 CHATHISTORY LATEST #lobby timestamp=${justBefore} 20`);
    shown();
    const sameMoment = said(4, "4").replace(at(4), at(3));
    says(...batch(4, [said(3, "3"), sameMoment]));
    assertEquals(shown(), [`${clock(3)} <bob> 4`]);
  });

  test("asks for nothing in a pipe, unless it is told to", async () => {
    const { sent } = await enter({ interactive: false }, HISTORY);
    assertEquals(sent(), []);
    const identity = { nick: "ann", rooms: [], operPassword: undefined, historyShown: 5 };
    const asking = await connect({ interactive: false }, { identity });
    asking.says(`:s CAP * LS :${HISTORY}`, `:s CAP * ACK :${HISTORY}`, ...WELCOME, ...JOINED);
    assertEquals(asking.sent().at(-1), "@label=1 CHATHISTORY LATEST #lobby * 5");
  });

  test("never takes what was said before for news", async () => {
    const { says, sent, shown, type } = await enter({}, HISTORY);
    type("hello");
    sent();
    const question = said(1, "\u0001VERSION\u0001", { target: "ann" });
    says(...batch(1, [question, said(2, "hello", { nick: "ann" }), "@time=x :ann!a@host NICK dora"]));
    assertEquals([sent(), shown()], [[], [`${clock(2)} <ann> hello`, "ircYouAre"]]);
    type("still ann");
    assertEquals(
      sent().map((line) => line.replace(/^\S+ /, "")),
      ["PRIVMSG #lobby :still ann"],
    );
  });
});

describe("coming back", () => {
  const AFTER = `@label=1 CHATHISTORY AFTER #lobby timestamp=${new Date(2_999).toISOString()} 100`;

  test("shows what was missed, in order and once, before what is new", async () => {
    const stay = await entered();
    assertEquals(await comeBack(stay), AFTER);
    stay.says(said(6, "live"));
    assertEquals(stay.shown(), []);
    stay.says(...batch(1, [said(3, "3"), said(4, "4"), said(5, "5")]));
    assertEquals(stay.shown().slice(-3), [`${clock(4)} <bob> 4`, `${clock(5)} <bob> 5`, "<bob> live"]);
  });

  test("greets nobody a second time, but names rooms that are new, and who is there", async () => {
    const stay = await entered();
    stay.world.socket.ends();
    await stay.world.clock.pass(500);
    stay.says(
      "Welcome to this chatroom!",
      ...WELCOME,
      ":s 375 ann :-",
      ":s 372 ann :Tea at four",
      ":s 376 ann :End",
    );
    stay.says(JOINED[0] ?? "", ":ann!a@host JOIN #tea", ...JOINED.slice(1));
    assertEquals(stay.shown(), ["ircYouJoinedToo #tea", "ircMembers"]);
  });

  test("goes on page after page, until one is not full", async () => {
    const stay = await entered();
    stay.world.socket.ends();
    await stay.world.clock.pass(500);
    stay.says(`:s CAP * LS :${HISTORY}`, `:s CAP * ACK :${HISTORY}`, ...WELCOME);
    stay.says(":s 005 ann CHATHISTORY=2 :are supported", ...JOINED);
    assertEquals(stay.sent().at(-1), AFTER.replace("100", "2"));
    stay.says(...batch(1, [said(3, "3"), said(4, "4")]));
    assertEquals(stay.sent(), ["@label=2 CHATHISTORY AFTER #lobby msgid=m4 2"]);
    stay.says(...batch(2, [said(5, "5")]));
    assertEquals(stay.shown().slice(-2), [`${clock(4)} <bob> 4`, `${clock(5)} <bob> 5`]);
    assertEquals(stay.sent(), []);
  });

  test("goes on until nothing is left, where a page may have gaps", async () => {
    const stay = await entered();
    stay.world.socket.ends();
    await stay.world.clock.pass(500);
    const foreign = WELCOME.map((line) => line.replace("lanchat.local/CHANNEL=#lobby", "NETWORK=Other"));
    stay.says(`:s CAP * LS :${HISTORY}`, `:s CAP * ACK :${HISTORY}`, ...foreign, ...JOINED);
    stay.says(...batch(1, [said(3, "3"), said(4, "4")]));
    assertEquals(stay.sent().at(-1), "@label=2 CHATHISTORY AFTER #lobby msgid=m4 100");
    stay.says(...batch(2, []));
    assertEquals(stay.shown().slice(-1), [`${clock(4)} <bob> 4`]);
    assertEquals(stay.sent(), []);
  });

  test("says so where the server does not keep all of it", async () => {
    const stay = await entered();
    await comeBack(stay);
    stay.says(...batch(1, [said(7, "7")]));
    assertEquals(stay.sent(), [`@label=2 CHATHISTORY BEFORE #lobby timestamp=${at(3)} 1`]);
    stay.says(...batch(2, []));
    assertEquals(stay.shown().slice(-2), [`${clock(7)} <bob> 7`, "ircHistoryGap #lobby"]);
  });

  test("misses nothing where the last line was only taken back", async () => {
    const stay = await entered();
    await comeBack(stay);
    stay.says(...batch(1, [said(7, "7")]), ...batch(2, [said(2, "2")]));
    assertEquals(stay.shown().slice(-1), [`${clock(7)} <bob> 7`]);
  });

  test("says so where the server tells nothing, and where it has too much to tell", async () => {
    const stay = await entered();
    await comeBack(stay);
    stay.says("@label=1 :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #lobby :The disk is ill");
    assertEquals(stay.shown().slice(-1), ["ircHistoryUnknown #lobby"]);
    await comeBack(stay);
    for (let page = 1; page <= 10; page++) {
      const lines = Array.from({ length: 100 }, (_, index) => said(page * 100 + index, "x"));
      stay.says(...batch(page, lines));
    }
    assertEquals([stay.sent().length, stay.shown().at(-1)], [9, "ircHistoryMore #lobby"]);
  });

  test("asks anew, where a question still waited to be sent when the connection broke", async () => {
    const stay = await entered();
    stay.says(":s 005 ann -SAFERATE :are supported");
    for (const line of ["1", "2", "3", "4"]) stay.type(line);
    stay.says(":ann!a@host JOIN #tea");
    assertEquals(
      stay.sent().filter((line) => line.includes("CHATHISTORY")),
      [],
    );
    assertEquals(await comeBack(stay), "JOIN #tea");
    stay.says(":ann!a@host JOIN #tea", ...batch(1, [said(3, "3")]), ...batch(2, [], "#tea"));
    const asked = stay.sent().filter((line) => line.includes("CHATHISTORY"));
    assertEquals(asked, [AFTER, "@label=2 CHATHISTORY LATEST #tea * 20"]);
  });

  test("asks for private talks, too", async () => {
    const stay = await entered();
    stay.says(said(4, "psst", { target: "ann" }));
    stay.shown();
    await comeBack(stay);
    stay.says(...batch(1, [said(3, "3")]));
    assertEquals(stay.sent(), [
      `@label=2 CHATHISTORY AFTER bob timestamp=${new Date(3_999).toISOString()} 100`,
    ]);
    stay.says(...batch(2, [said(4, "psst", { target: "ann" }), said(5, "well?", { target: "ann" })], "bob"));
    assertEquals(stay.shown().slice(-1), [`${clock(5)} ircPrivate <bob> well?`]);
  });

  test("twice, before all was told, misses and repeats nothing", async () => {
    const stay = await entered();
    await comeBack(stay);
    stay.says(said(5, "live"));
    assertEquals(await comeBack(stay), AFTER);
    stay.says(...batch(1, [said(3, "3"), said(4, "4"), said(5, "live")]));
    const told = stay.shown().filter((line) => line.includes("<bob>"));
    assertEquals(told, ["<bob> live", `${clock(4)} <bob> 4`]);
  });
});

describe("a line on its way when the connection breaks", () => {
  /** Says two lines that nobody confirms, and comes back. */
  async function breaksOff() {
    const stay = await entered();
    stay.says(":s CAP * ACK :labeled-response");
    stay.type("first");
    stay.type("second");
    const keys = stay.sent().map((line) => /key=([^; ]+)/.exec(line)?.[1] ?? "");
    await comeBack(stay);
    stay.shown();
    return { ...stay, keys };
  }

  test("counts as delivered where history has it; the other is sent again, with its key", async () => {
    const { says, sent, shown, notices, keys } = await breaksOff();
    says(...batch(1, [said(3, "3"), said(4, "first", { nick: "ann" }), said(5, "hi")]));
    assertEquals(sent(), [`@label=2;+lanchat.local/key=${keys[1]} PRIVMSG #lobby :second`]);
    assertEquals(shown(), ["ircMembers", `${clock(5)} <bob> hi`]);
    assertEquals(notices(), [
      "ircInFlight first",
      "ircInFlight second",
      "lost",
      "reconnected",
      "ircHasArrived first",
      "ircSentAgain second",
    ]);
  });

  test("that is found in history is seen: it is not told after the next break", async () => {
    const stay = await breaksOff();
    stay.says(
      ...batch(1, [said(3, "3"), said(4, "first", { nick: "ann" }), said(5, "second", { nick: "ann" })]),
    );
    assertEquals(
      await comeBack(stay),
      `@label=1 CHATHISTORY AFTER #lobby timestamp=${new Date(4_999).toISOString()} 100`,
    );
    stay.shown();
    stay.says(...batch(1, [said(5, "second", { nick: "ann" })]));
    assertEquals([stay.shown(), stay.sent()], [["ircMembers"], []]);
  });

  for (const arrived of [true, false])
    test(`of several lines ${arrived ? "is found" : "is sent again"} as a whole`, async () => {
      const stay = await entered();
      const multiline = ":s CAP * ACK :draft/multiline";
      stay.says(multiline);
      stay.world.console?.text("one\n\ntwo\n");
      const isLine = (line: string) => / (?:PRIVMSG|BATCH) /.test(` ${line} `);
      const first = stay.sent().filter(isLine);
      await comeBack(stay);
      stay.says(multiline);
      const inner = ["one", "", "two"].map((text) => `@batch=i :ann!a@host PRIVMSG #lobby :${text}`);
      const found = [
        "@label=1 :s BATCH +h chathistory #lobby",
        `@batch=h;${said(3, "3").slice(1)}`,
        ...(arrived
          ? [
              `@batch=h;msgid=m4;time=${at(4)} :ann!a@host BATCH +i draft/multiline #lobby`,
              ...inner,
              "BATCH -i",
            ]
          : []),
        ":s BATCH -h",
      ];
      stay.says(...found);
      const again = stay.sent().filter(isLine);
      const withoutLabels = (lines: readonly string[]) =>
        lines.map((line) => line.replace(/label=\w+/, "label"));
      assertEquals(withoutLabels(again), arrived ? [] : withoutLabels(first));
      assertEquals(stay.notices().at(-1), `${arrived ? "ircHasArrived" : "ircSentAgain"} one two`);
      assertEquals(first.length, 5);
    });

  test("is not lost where the next connection breaks between the histories of two rooms", async () => {
    const stay = await entered();
    const tea = ":ann!a@host JOIN #tea";
    stay.says(tea, ...batch(2, [said(2, "tea", { target: "#tea" })], "#tea"));
    stay.type("/msg #lobby first");
    await comeBack(stay);
    stay.says(tea, ...batch(1, [said(3, "3")]));
    assertEquals(stay.sent().length, 2);
    await comeBack(stay);
    stay.says(tea, ...batch(1, [said(3, "3")]), ...batch(2, [said(2, "tea", { target: "#tea" })], "#tea"));
    const again = stay.sent().filter((line) => line.includes("PRIVMSG"));
    assertEquals(
      again.map((line) => line.replace(/^\S+ /, "")),
      ["PRIVMSG #lobby :first"],
    );
  });

  for (const { what, history, again } of [
    {
      what: "is sent again where nothing was said before, since the history is the same",
      history: "h1",
      again: true,
    },
    {
      what: "is told of where nothing was said before, and the history is another",
      history: "h2",
      again: false,
    },
  ])
    test(what, async () => {
      const stay = await connect();
      const welcome = (id: string) => {
        const joined = `@msgid=${id};time=${at(1)} ${JOINED[0]}`;
        stay.says(
          `:s CAP * LS :${HISTORY}`,
          `:s CAP * ACK :${HISTORY}`,
          ...WELCOME,
          joined,
          ...JOINED.slice(1),
        );
      };
      welcome("h1-1-0");
      assertEquals(stay.sent().at(-1), LATEST);
      stay.says(...batch(1, []));
      stay.type("first");
      stay.world.socket.ends();
      await stay.world.clock.pass(500);
      welcome(`${history}-9-0`);
      assertEquals(
        stay.sent().at(-1),
        `@label=1 CHATHISTORY AFTER #lobby timestamp=${new Date(999).toISOString()} 100`,
      );
      stay.says(...batch(1, []));
      assertEquals(stay.shown().slice(-1), ["ircMembers"]);
      const last = again ? "ircSentAgain first" : "ircNotConfirmed first";
      assertEquals(stay.notices().at(-1), last);
      assertEquals(stay.sent().filter((line) => line.includes("PRIVMSG")).length, again ? 1 : 0);
    });

  test("is known by its key, whatever it has become", async () => {
    const { says, sent, keys } = await breaksOff();
    const tags = `;+lanchat.local/key=${keys[0]}`;
    says(...batch(1, [said(3, "3"), said(4, "filtered", { nick: "ann_", tags })]));
    assertEquals(sent().length, 1);
  });

  test("is not sent again by itself where history does not go back so far", async () => {
    const { says, sent, notices } = await breaksOff();
    says(...batch(1, [said(9, "9")]), ...batch(2, []));
    assertEquals(
      sent().filter((line) => line.includes("PRIVMSG")),
      [],
    );
    assertEquals(notices().slice(-2), ["ircNotConfirmed first", "ircNotConfirmed second"]);
  });

  test("is not found in what somebody else said, or in what was seen before", async () => {
    const { says, sent } = await breaksOff();
    says(...batch(1, [said(2, "first", { nick: "ann" }), said(3, "3"), said(4, "first")]));
    assertEquals(
      sent().map((line) => line.replace(/^.* :/, "")),
      ["first", "second"],
    );
  });

  test("stays on its way when the next connection breaks, too", async () => {
    const stay = await breaksOff();
    await comeBack(stay);
    stay.says(...batch(1, [said(3, "3")]));
    assertEquals(
      stay.sent().map((line) => line.replace(/^.* :/, "")),
      ["first", "second"],
    );
  });

  test("is told of, where its echo would not be told from what was said before", async () => {
    const stay = await enter({}, HISTORY.replace("echo-message ", ""));
    stay.says(...batch(1, [said(3, "3")]));
    stay.type("first");
    stay.notices();
    await comeBack(stay);
    assertEquals(stay.notices(), ["ircNotConfirmed first", "lost", "reconnected"]);
  });

  test("is told of, where a server confirms nothing", async () => {
    const { world, says, sent, type, notices } = await enter({}, "");
    type("read");
    await world.clock.pass(2_000);
    assertEquals(sent(), ["PRIVMSG #lobby :read", "PING confirm"]);
    type("unread");
    says(":s PONG s confirm");
    world.socket.ends();
    assertEquals(notices(), ["ircNotConfirmed unread", "lost"]);
  });
});

test("a reply of one's own is shown with what it answers", async () => {
  const { says, shown, type } = await enter({}, HISTORY);
  says(...batch(1, [said(1, "who?")]));
  shown();
  type("/reply me");
  type("and more");
  says(`@label=2;msgid=m2;time=${at(2)};+reply=m1 :ann!a@host PRIVMSG #lobby :me`);
  says(`@label=3;msgid=m3;time=${at(3)} :ann!a@host PRIVMSG #lobby :and more`);
  assertEquals(shown(), ["<ann> ircReplyTo me"]);
});

describe("asking for it", () => {
  test("shows all that is found, with the places and times", async () => {
    const { says, sent, shown, type } = await enter({}, `${HISTORY} soju.im/search`);
    says(...batch(1, []));
    sent();
    type("/history 2");
    assertEquals(sent(), ["@label=2 CHATHISTORY LATEST #lobby * 2"]);
    says(...batch(2, [said(1, "one")]));
    says(...batch(2, [said(1, "one"), said(2, "two")]));
    assertEquals(
      shown(),
      [1, 1, 2].map((number) => `${clock(number)} <bob> ${number === 1 ? "one" : "two"}`),
    );
    type("/search two");
    says(
      "@label=3 :s BATCH +s soju.im/search",
      `@batch=s;${said(2, "two", { target: "#tea" }).slice(1)}`,
      ":s BATCH -s",
    );
    assertEquals(shown(), [`${clock(2)} [#tea] <bob> two`]);
  });

  test("says so where nothing is found", async () => {
    const { says, shown, type } = await enter({}, `${HISTORY} soju.im/search`);
    says(...batch(1, []));
    type("/history");
    type("/search x");
    says(...batch(2, []), "@label=3 :s BATCH +s soju.im/search", ":s BATCH -s");
    assertEquals(shown(), ["ircNothingSaid", "ircNothingFound"]);
  });

  test("a pipe waits for the answer", async () => {
    const { world, says, sent, type } = await enter({ interactive: false }, HISTORY);
    type("/history 1");
    world.console?.end();
    sent();
    says(":s PONG s farewell");
    assertEquals(sent(), []);
    says(...batch(1, [said(1, "one")]));
    assertEquals(sent(), ["QUIT"]);
  });

  test("a server that sends without end is not kept in memory", async () => {
    const { says, shown } = await enter({}, HISTORY);
    says(
      ...batch(
        1,
        Array.from({ length: 3_000 }, (_, index) => said(index, "x")),
      ),
    );
    assertEquals(shown().length, 1_000);
  });
});
