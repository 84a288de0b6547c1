/** What a server keeps of people: they take a copy of it, they take it away, and who has their name after them gets nothing of it. */
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { SEND_QUEUE_BYTES_MAX } from "../../src/protocol/limits.ts";
import { BOB, close, commit, row } from "../helpers/history-rows.ts";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { type IrcPeer, ircGuest } from "./irc_peer.ts";
import { until } from "./programs.ts";
import { LOOPBACK, ON_DISK, type RunningServer, startServer } from "./running_server.ts";

function startIn(folder: string): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: ON_DISK });
}

/** Somebody who can read what history answers with. */
async function reader(server: RunningServer, nick: string): Promise<IrcPeer> {
  const peer = await ircGuest(server, nick);
  await peer.asks(`CAP REQ :${CAPABILITIES}`);
  return peer;
}

const CAPABILITIES =
  "batch message-tags server-time draft/chathistory soju.im/search draft/message-redaction draft/read-marker draft/metadata-3";

async function register(peer: IrcPeer, name: string): Promise<void> {
  peer.send("NS REGISTER secret");
  await peer.hears(`Account created: ${name} is yours.`);
}

async function logIn(server: RunningServer, name: string): Promise<IrcPeer> {
  const peer = await reader(server, `${name}2`);
  peer.send(`NS IDENTIFY ${name} secret`);
  await peer.hears(`You are now identified for ${name}.`);
  return peer;
}

/** The account is no more. */
async function end(peer: IrcPeer, how: "DROP" | "ERASE", name: string): Promise<void> {
  const [asked = ""] = await peer.asks(`NS ${how}`);
  peer.send(`NS ${how} ${name} ${new RegExp(`${how} ${name} (\\w+)`).exec(asked)?.[1]}`);
  await peer.hears(`Account ${name} is no more`);
}

async function linkOf(peer: { readonly text: string }): Promise<string> {
  const link = () => /http:\S+\/export\/\S+/.exec(peer.text)?.[0];
  await until(
    () => link() !== undefined,
    () => `a link in ${peer.text}`,
  );
  return link() ?? "";
}

describe("a copy of what is kept of somebody", () => {
  test("has all they said and were told in private, by a link that works once and stands in no log", async () => {
    using folder = new TemporaryFolder();
    await using server = await startIn(folder.at("data"));
    const [alice, bob] = [await ircGuest(server, "alice"), await ircGuest(server, "bob")];
    assertStringIncludes((await alice.asks("NS EXPORT")).join(), "You are not logged in.");
    await register(alice, "alice");
    await alice.asks(
      "JOIN #tea",
      "CS REGISTER #tea",
      "PRIVMSG #tea :the kettle is on",
      "PRIVMSG bob :for you",
    );
    await bob.asks("JOIN #tea", "PRIVMSG #tea :for the room", "PRIVMSG alice :for alice");
    alice.send("NS EXPORT");
    const link = await linkOf(alice);
    assertMatch(link, new RegExp(`^http://127\\.0\\.0\\.1:${server.port}/export/[0-9a-v]{26}$`));

    const response = await fetch(link);
    assertEquals(
      ["content-disposition", "x-content-type-options", "cache-control"].map((name) =>
        response.headers.get(name),
      ),
      ['attachment; filename="chat-export.jsonl"', "nosniff", "no-store"],
    );
    const records = (await response.text())
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assertEquals(records[0]?.["name"], "alice");
    assert(!/credential|storedKey|salt/.test(JSON.stringify(records)));
    assertEquals(records.find(({ record }) => record === "access")?.["channel"], "#tea");
    assertEquals(
      records.filter(({ kind }) => kind === "PRIVMSG").map(({ from, to, text }) => `${from} ${to} ${text}`),
      ["alice #tea the kettle is on", "alice bob for you", "bob alice for alice"],
    );
    assertEquals(records.at(-1)?.["record"], "end");

    const again = await fetch(link);
    assertEquals(again.status, 404);
    assertStringIncludes(await again.text(), "/ns EXPORT");
    const token = link.slice(-26);
    assertEquals(await server.stop(), 0);
    assert(!`${server.stdout}${server.stderr}`.includes(token));
    for (const name of readdirSync(folder.at("data")))
      assert(!readFileSync(folder.at("data", name)).includes(token), name);
  });

  test("is offered in plain text, too; who is not on the network is told the path", async () => {
    using folder = new TemporaryFolder();
    const path = folder.at("chat.sock");
    await using server = await startServer({
      args: ["--listen", "127.0.0.1:0", "--listen", `unix:${path}`],
      listeners: 2,
    });
    const alice = await server.guest();
    await alice.asks("/nick alice", "alice");
    await alice.asks("/register secret", "Account created");
    await alice.asks("/ns EXPORT", `http://127.0.0.1:${server.port}/export/`);
    const neighbour = await server.guest({ path });
    await neighbour.asks("/login alice secret", "You are now identified");
    await neighbour.asks("/ns EXPORT", "this server's web page under /export/");
    assert(!neighbour.news.includes("http://"));
  });

  test("may be larger than what waits for one person, and slower than any", { timeout: 60_000 }, async () => {
    using folder = new TemporaryFolder();
    {
      await using server = await startIn(folder.at("data"));
      await register(await ircGuest(server, "alice"), "alice");
      assertEquals(await server.stop(), 0);
    }
    const bytes = await fill(folder.at("data"));
    await using server = await startIn(folder.at("data"));
    const alice = await logIn(server, "alice");
    alice.send("NS EXPORT");
    const { pathname } = new URL(await linkOf(alice));
    const socket = connect(server.port, "127.0.0.1");
    let received = 0;
    let tail = "";
    socket.on("data", (chunk: Uint8Array) => {
      received += chunk.length;
      tail = (tail + new TextDecoder().decode(chunk)).slice(-200);
    });
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    await until(
      () => received > 0,
      () => "the first bytes",
    );
    socket.pause();
    // Everybody else goes on, and whoever asks again is told that the copy is on its way.
    assertStringIncludes((await alice.asks("NS EXPORT")).join(), "still on its way");
    const bob = await ircGuest(server, "bob");
    bob.send("PRIVMSG alice :meanwhile");
    await alice.hears("meanwhile");
    socket.resume();
    await until(
      () => tail.includes("0\r\n\r\n"),
      () => `the end, after ${received} bytes: ${tail}`,
    );
    assertStringIncludes(tail, '{"record":"end"');
    assert(received > bytes, `${received} of ${bytes}`);
    socket.destroy();
  });
});

/** Far more than a connection may hold. @returns how many bytes of words. */
async function fill(folder: string): Promise<number> {
  const history = await openSqliteHistory({ folder, clock: systemClock });
  const id = history.lasting().find(({ kind }) => kind === "account")?.key ?? "";
  const count = (4 * SEND_QUEUE_BYTES_MAX) / 1_000;
  const start = history.lastSequence;
  const rows = Array.from({ length: count }, (_, index) => {
    const place = { sequence: start + 1 + index, timeMs: history.lastTimeMs + 1 };
    return row(0, { ...place, senderId: id, source: { ...BOB, nick: "alice" }, body: "w".repeat(1_000) });
  });
  for (const one of rows.slice(0, -1)) history.commit([one], () => {});
  await commit(history, ...rows.slice(-1));
  await close(history);
  return count * 1_000;
}

describe("what was erased", () => {
  test("is found by nobody once that is acknowledged, and in no file soon after, though the server is killed at once", {
    timeout: 60_000,
  }, async () => {
    using folder = new TemporaryFolder();
    const data = folder.at("data");
    {
      await using server = await startIn(data);
      const [alice, bob] = [await ircGuest(server, "alice"), await ircGuest(server, "bob")];
      await register(alice, "alice");
      await register(bob, "bob");
      await alice.asks("METADATA * SET display-name :zqnamezq");
      await alice.asks("JOIN #tea", "TOPIC #tea :tea", "PRIVMSG #tea :zqroomzq", "PRIVMSG bob :zqprivatezq");
      await bob.asks("JOIN #tea", "PRIVMSG #tea :bob was here", "PRIVMSG alice :bob to alice");
      await end(alice, "ERASE", "alice");
      assertEquals(await server.stop("SIGKILL"), null);
    }
    await using server = await startIn(data);
    const bob = await logIn(server, "bob");
    await bob.asks("JOIN #tea");
    const answers = await bob.asks(
      "CHATHISTORY LATEST #tea * 50",
      "CHATHISTORY LATEST alice * 50",
      "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50",
      "SEARCH text=zqroomzq",
      "SEARCH text=zqprivatezq",
      'SEARCH text="bob to alice"',
      "WHOWAS alice",
    );
    for (const own of ["bob was here", "bob to alice"]) assertStringIncludes(answers.join("\n"), own);
    assert(!/zq\w+zq/.test(answers.join("\n")), answers.join("\n"));
    const left = () => LEFTOVERS.filter((word) => isAnywhereIn(data, word));
    await until(
      () => left().length === 0,
      () => `nothing is left of ${left().join()}`,
    );
    assert(isAnywhereIn(data, "bob to alice"));
  });
});

const LEFTOVERS = ["zqroomzq", "zqprivatezq", "zqnamezq"];

function isAnywhereIn(folder: string, word: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word));
}

/** Everything that somebody could ask for in the hope of an earlier owner's. */
const CURIOUS = [
  "CHATHISTORY LATEST carol * 50",
  "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50",
  "SEARCH text=zqsecretzq",
  "SEARCH in=carol",
  "MARKREAD carol",
  "METADATA * LIST",
  "INVITE",
  "ACCEPT *",
];

/** Beside seven times what was said: a marker, an invitation, somebody who may write. */
const KNOWN = [/ MARKREAD carol timestamp=/, / 336 bob :#den$/m, / 281 bob :carol$/m];

describe("who is called as somebody was before", () => {
  test("gets nothing of a guest's", async () => {
    using folder = new TemporaryFolder();
    await using server = await startIn(folder.at("data"));
    const carol = await reader(server, "carol");
    const former = await reader(server, "bob");
    await carol.asks("JOIN #den", "MODE #den +i", "MODE carol +g", "ACCEPT bob");
    await former.asks("METADATA * SET status :zqsecretzq", "ACCEPT carol", "PRIVMSG carol :zqsecretzq");
    await carol.asks("PRIVMSG bob :zqsecretzq", "INVITE bob #den");
    await former.asks("MARKREAD carol timestamp=2030-01-01T00:00:00.000Z");
    const before = (await former.asks(...CURIOUS)).join("\n");
    assertEquals(before.match(/zqsecretzq/g)?.length, 7, before);
    for (const known of KNOWN) assertMatch(before, known);
    former.send("QUIT");
    await former.untilEnd();

    const later = await reader(server, "bob");
    await register(later, "bob");
    const found = (await later.asks(...CURIOUS)).join("\n");
    for (const known of [...KNOWN, /zqsecretzq/]) assert(!known.test(found), found);
    assertStringIncludes((await later.asks("JOIN #den")).join(), " 473 ");
    assertStringIncludes((await later.asks("PRIVMSG carol :it is me, bob")).join(), " 716 ");
  });

  test("gets nothing of an account's", async () => {
    using folder = new TemporaryFolder();
    await using server = await startIn(folder.at("data"));
    const carol = await reader(server, "carol");
    await register(carol, "carol");
    const former = await reader(server, "bob");
    await register(former, "bob");
    await former.asks("JOIN #own", "CS REGISTER #own", "JOIN #tea", "NS SET ALWAYS-ON ON");
    await carol.asks("JOIN #den", "CS REGISTER #den", "CS AMODE #den +o bob", "MODE #den +i");
    await carol.asks(
      "JOIN #tea",
      "MODE carol +g",
      "ACCEPT bob",
      "PRIVMSG bob :zqsecretzq",
      "INVITE bob #den",
    );
    await former.asks("METADATA * SET status :zqsecretzq", "ACCEPT carol", "PRIVMSG carol :zqsecretzq");
    await former.asks("MARKREAD carol timestamp=2030-01-01T00:00:00.000Z");
    await former.asks("@+lanchat.local/key=k PRIVMSG #tea :said by the former one");
    const before = (await former.asks(...CURIOUS)).join("\n");
    assertEquals(before.match(/zqsecretzq/g)?.length, 7, before);
    for (const known of KNOWN) assertMatch(before, known);
    await end(former, "DROP", "bob");
    former.send("QUIT");
    await former.untilEnd();

    const later = await reader(server, "bob");
    assertEquals(later.text.includes(" JOIN "), false, later.text);
    await register(later, "bob");
    const found = (await later.asks(...CURIOUS)).join("\n");
    for (const known of [...KNOWN, /zqsecretzq/]) assert(!known.test(found), found);
    assertStringIncludes((await later.asks("JOIN #den")).join(), " 473 ");
    assertStringIncludes((await later.asks("CS INFO #own")).join(), "#own is not registered");
    assertStringIncludes((await later.asks("PRIVMSG carol :it is me, bob")).join(), " 716 ");

    // One's own key is not what another has said under it.
    await later.asks("JOIN #tea", "@+lanchat.local/key=k PRIVMSG #tea :said by the later owner");
    await carol.hears("said by the later owner");
    const said = (await later.asks("CHATHISTORY LATEST #tea * 50")).find((line) => line.endsWith(" one"));
    const msgid = /msgid=([^;\s]+)/.exec(said ?? "")?.[1];
    assertStringIncludes((await later.asks(`REDACT #tea ${msgid}`)).join(), " REDACT_FORBIDDEN ");
  });
});
