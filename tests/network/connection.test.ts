import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { ALL_QUEUES_BYTES_MAX, CLOSE_GRACE_MS } from "../../src/protocol/limits.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person, UPGRADE_REQUEST } from "./playground.ts";

const GREETING =
  "Welcome to this chatroom!\nThis is chat-server 1.2.3 at 10.0.0.9:8081, room #lobby. Type /help for help, exit to leave.\n";

describe("the greeting", () => {
  test("comes after 300 ms of silence, and a listener hears the room", () => {
    const play = new NetworkPlayground();
    const silent = play.connect();
    play.clock.advance(299);
    assertEquals(silent.read(), "");
    play.clock.advance(1);
    assertEquals(silent.read(), GREETING);
    play.connect("10.0.0.2").send("hello\n");
    assertEquals(silent.read(), "<10.0.0.2> hello\n");
  });

  test("comes at once with the first line, and only once", () => {
    const play = new NetworkPlayground();
    const eager = play.connect();
    eager.send("hello\n");
    assertEquals(eager.read(), GREETING);
    play.clock.advance(1_000);
    assertEquals(eager.read(), "");
  });

  test("is in the server's language, with the welcome after it", () => {
    const play = new NetworkPlayground({ language: "zh", welcome: "今天休息" });
    const person = play.connect();
    play.clock.advance(300);
    const lines = person.read().split("\n");
    assertEquals(lines[0], "Welcome to this chatroom!");
    assertStringIncludes(lines[1] ?? "", "这里是 chat-server 1.2.3");
    assertEquals(lines[2], "今天休息");
  });
});

/** A client's text frame with a mask of zeros. */
function maskedFrame(text: string): Uint8Array {
  const payload = Buffer.from(text);
  return Buffer.concat([Uint8Array.of(0x81, 0x80 | payload.length, 0, 0, 0, 0), payload]);
}

describe("the first line decides", () => {
  const PAGE_REQUEST = "GET / HTTP/1.1\r\nHost: 10.0.0.9:8081\r\n\r\n";

  test("HTTP gets its answer, closes, and never reaches a room", async () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const browser = play.connect("10.0.0.2");
    browser.send(PAGE_REQUEST);
    await play.until(() => browser.socket.isEnded);
    assert(browser.read().startsWith("HTTP/1.1 200"));
    browser.send("more of it\r\n");
    assertEquals(listener.read(), "");
  });

  test("HTTP closes after its answer, also where a byte comes behind the request", async () => {
    const play = new NetworkPlayground();
    const browser = play.connect("10.0.0.2");
    browser.send("POST / HTTP/1.0\r\nh:\r\n\r\n");
    browser.send("x");
    await play.until(() => browser.socket.writes.length > 0);
    play.clock.advance(CLOSE_GRACE_MS);
    assert(browser.socket.isEnded);
  });

  test("HTTP after the silent greeting is still HTTP, and its guest is gone", async () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const browser = play.greeted("10.0.0.2");
    browser.send(PAGE_REQUEST);
    await play.until(() => browser.socket.isEnded);
    assert(browser.read().startsWith("HTTP/1.1 200"));
    listener.send("/who\n");
    assertStringIncludes(listener.read(), "In #lobby: 1");
  });

  test("a browser's connection ahead of need is no guest that everybody sees come and go", async () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const browser = play.connect("10.0.0.2");
    const spare = play.connect("10.0.0.2");
    const neighbour = play.connect("10.0.0.3");
    browser.send(PAGE_REQUEST);
    await play.until(() => browser.socket.isEnded);
    play.clock.advance(5_000);
    assertEquals(spare.read(), "");
    assertStringIncludes(neighbour.read(), "Welcome");
    listener.send("/who\n");
    assertStringIncludes(listener.read(), "In #lobby: 2");
    // A program on the same machine that waits for its greeting gets it in the end.
    play.clock.advance(15_000);
    assertStringIncludes(spare.read(), "Welcome");
  });

  test("HTTP becomes a WebSocket, and IRC is spoken over it", async () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const browser = play.connect("10.0.0.2");
    browser.send(UPGRADE_REQUEST);
    await play.until(() => browser.socket.writes.length > 0);
    assert(browser.read().startsWith("HTTP/1.1 101"));
    for (const line of ["NICK bob", "USER b 0 * :b", "JOIN #lobby", "PRIVMSG #lobby :hi"]) {
      browser.send(maskedFrame(line));
    }
    assertStringIncludes(browser.read(), ":server 001 bob :Welcome");
    assertEquals(listener.read(), "<bob> hi\n");
    browser.send(maskedFrame("QUIT"));
    // A text frame with the ERROR, then a close frame with code 1000.
    const goodbye = Buffer.concat(browser.socket.writes);
    assertStringIncludes(goodbye.toString(), "ERROR :");
    assertEquals([...goodbye.subarray(-4)], [0x88, 0x02, 0x03, 0xe8]);
    assert(browser.socket.isEnded);
  });

  test("who asks for a WebSocket and ends the stream is not waited for", async () => {
    const play = new NetworkPlayground();
    const browser = play.connect("10.0.0.2");
    browser.connection.receive(Buffer.from(UPGRADE_REQUEST));
    browser.end();
    await play.until(() => browser.socket.isEnded);
    assert(browser.read().startsWith("HTTP/1.1 101"));
  });

  test("IRC is welcomed, and none of its commands is chat", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const irc = play.connect("10.0.0.2");
    irc.send("NICK bob\r\nUSER b 0 * :b\r\n");
    assert(irc.read().startsWith(":server 001 bob :Welcome"));
    irc.send("QUIT\r\n");
    assertStringIncludes(irc.read(), "ERROR :");
    assert(irc.socket.isEnded);
    assertEquals(listener.read(), "");
  });

  test("IRC after the silent greeting is still IRC, and its guest is gone", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const irc = play.greeted("10.0.0.2");
    irc.send("NICK bob\r\nUSER b 0 * :b\r\n");
    assertStringIncludes(irc.read(), ":server 001 bob :Welcome");
    listener.send("/who\n");
    assertStringIncludes(listener.read(), "In #lobby: 1");
  });

  for (const first of ["GET / HTTP/1.0", "NICK alice", "USER a b c :d", "QUIT"]) {
    test(`${first} without a line end is no chat either, at the end of the stream or after 2 s`, () => {
      const play = new NetworkPlayground();
      const listener = play.greeted();
      const ended = play.connect("10.0.0.2");
      ended.send(first);
      ended.end();
      const waiting = play.connect("10.0.0.3");
      waiting.send(first);
      play.clock.advance(5_000);
      assert(ended.socket.isEnded || first.includes("HTTP"));
      // HTTP is answered at once; IRC may still end its line, for as long as registering may take.
      play.clock.advance(60_000);
      assert(waiting.socket.isEnded);
      assertEquals(listener.read(), "");
    });
  }

  test("bytes that nobody can see are nothing", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const stranger = play.connect("10.0.0.2");
    stranger.send(Uint8Array.of(0x16));
    stranger.end();
    assertEquals(listener.read(), "");
  });

  test("TLS gets an alert", () => {
    const play = new NetworkPlayground();
    const stranger = play.connect();
    stranger.send(Uint8Array.of(0x16, 0x03, 0x01, 0x02));
    assertEquals(stranger.socket.writes, [Uint8Array.of(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28)]);
    assert(stranger.socket.isEnded);
  });

  test("upper case without an end is said after 2 s", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    play.connect("10.0.0.2").send("GET");
    play.clock.advance(1_900);
    assertEquals(listener.read(), "");
    play.clock.advance(1_200);
    assertEquals(listener.read(), "<10.0.0.2> GET\n");
  });

  test("8 KiB without an end are text", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    play.connect("10.0.0.2").send(`GET ${"x".repeat(8200)}`);
    assertStringIncludes(listener.read(), "<10.0.0.2> GET xxx");
  });
});

describe("messages", () => {
  test("without newline are said after a pause of 100 ms", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const tutorial = play.greeted("10.0.0.2");
    tutorial.send("hello");
    play.clock.advance(99);
    assertEquals(listener.read(), "");
    play.clock.advance(1);
    assertEquals(listener.read(), "<10.0.0.2> hello\n");
  });

  test("typed key by key are said a second after the last key", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const telnet = play.greeted("10.0.0.2");
    for (const key of "hexlo") telnet.send(key);
    play.clock.advance(999);
    assertEquals(listener.read(), "");
    for (const key of "\b\b\bllo\r\n") telnet.send(key);
    assertEquals(listener.read(), "<10.0.0.2> hello\n");
  });

  test("are not sent back to their sender, but with --echo as a receipt with the time", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.send("hello\n");
    assertEquals(person.read(), "");
    const echoing = new NetworkPlayground({ echo: true });
    const lockstep = echoing.greeted();
    lockstep.send("hello\n");
    const [line = ""] = lockstep.read().split("\n");
    assert(/^\[\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\] hello$/.test(line), line);
  });

  test("show the current room bare, another's name, and private ones marked", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    listener.send("/join games\n");
    listener.read();
    const other = play.greeted("10.0.0.2");
    other.send("in the lobby\n/msg g10-0-0-1 psst\n/join #games\nnow here\n/me waves\n");
    assertEquals(
      listener.read(),
      "[#lobby] <10.0.0.2> in the lobby\n[private] <10.0.0.2> psst\n<10.0.0.2> now here\n* 10.0.0.2 waves\n",
    );
  });

  test("go to the room before, once the current one is left", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const person = play.greeted("10.0.0.2");
    person.send("/join games\n/part\nback\n");
    assertEquals(listener.read(), "<10.0.0.2> back\n");
    assertStringIncludes(person.read(), "You have left #games.\nYou are in #lobby now");
    person.send("/part\nnowhere\n");
    assertEquals(person.read(), "You have left #lobby.\nYou are in no room. /join ROOM enters one.\n");
  });

  test("in GBK are understood, and answered in GBK from then on", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const windows = play.greeted("10.0.0.2");
    windows.send(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0x0d, 0x0a));
    assertEquals(listener.read(), "<10.0.0.2> 你好\n");
    listener.send("你好\n");
    assertEquals(
      windows.socket.writes.at(-1),
      Uint8Array.of(...new TextEncoder().encode("<10.0.0.1> "), 0xc4, 0xe3, 0xba, 0xc3, 0x0a),
    );
    windows.send("/charset utf-8\n");
    windows.read();
    listener.send("你好\n");
    assertEquals(windows.read(), "<10.0.0.1> 你好\n");
  });

  test("lose what could harm a terminal", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    play.greeted("10.0.0.2").send("\u001b[2J\u009b1mhi\u0007 \u202etxt\n");
    assertEquals(listener.read(), "<10.0.0.2> [2J1mhi txt\n");
  });

  test("that are neither UTF-8 nor gb18030 show replacement characters", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    play.greeted("10.0.0.2").send(Uint8Array.of(0x61, 0x81, 0x20, 0x0a));
    assertStringIncludes(listener.read(), "\ufffd");
  });
});

describe("errors are told in the person's language", () => {
  test("English and Chinese", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.send("/msg nobody hi\n/dance\n/nick\n");
    assertEquals(
      person.read(),
      "There is nobody called nobody. /who lists the names.\nThere is no command /dance. /help lists them; to say a line that begins with a slash, double it: //dance\n/nick needs more: /nick NAME\n",
    );
    person.send("/lang zh\n/msg nobody hi\n");
    assertEquals(
      person.read(),
      "语言：zh。用 /lang zh 或 /lang en 更改。\n没有叫 nobody 的人。/who 列出名字。\n",
    );
  });
});

describe("the end", () => {
  test("exit says goodbye and closes", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.send("ExIt\r\n");
    assertEquals(person.read(), "Goodbye!\n");
    assert(person.socket.isEnded);
    play.clock.advance(1_000);
    assert(person.socket.isKilled, "who does not close within a second is closed");
  });

  test("a half-closed connection is heard and answered before it is closed", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const piped = play.connect("10.0.0.2");
    piped.send("hi");
    piped.end();
    assertEquals(listener.read(), "<10.0.0.2> hi\n");
    assertEquals(piped.read(), GREETING);
    assert(piped.socket.isEnded);
  });

  test("who connects and ends without a word is nobody", () => {
    const play = new NetworkPlayground();
    const scan = play.connect();
    scan.end();
    assertEquals(scan.read(), "");
    assert(scan.socket.isEnded);
  });

  test("a connection that is gone leaves no timer and no nick behind", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.send("half a mess");
    person.connection.closed();
    play.clock.settle();
    assertEquals(play.clock.timerCount, 0);
    const next = play.greeted();
    next.send("/who\n");
    assertEquals(next.read(), "g10-0-0-1  10.0.0.1\nIn #lobby: 1\n");
  });
});

describe("limits", () => {
  test("a paste of 1,000 lines is all said, in order, 64 lines a tick", () => {
    const play = new NetworkPlayground();
    const listener = play.greeted();
    const paster = play.greeted("10.0.0.2");
    const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
    paster.connection.receive(new TextEncoder().encode(`${lines.join("\n")}\n`));
    assert(paster.socket.isPaused, "unread input stays in the kernel");
    play.clock.tick();
    const first = listener.read().trimEnd().split("\n");
    assertEquals(first.length, 128, "64 at once and 64 with the tick");
    play.clock.settle();
    assert(!paster.socket.isPaused);
    const all = [...first, ...listener.read().trimEnd().split("\n")];
    assertEquals(
      all,
      lines.map((line) => `<10.0.0.2> ${line}`),
    );
  });

  test("who does not read is closed over 4 MiB, and nobody else notices", () => {
    const play = new NetworkPlayground();
    const deaf = play.greeted("10.0.0.3");
    const listener = play.greeted();
    const talker = play.greeted("10.0.0.2");
    deaf.socket.room = 1_000;
    const line = `${"x".repeat(4_000)}\n`;
    for (let sent = 0; sent < 1_100 && !deaf.socket.isKilled; sent++) {
      talker.send(line);
      assertEquals(listener.read().length, line.length + "<10.0.0.2> ".length);
    }
    assert(deaf.socket.isKilled);
    deaf.connection.closed();
    assertEquals(play.edge.queueTotal.bytes, 0);
  });

  test("a tick's own replies count too: hundreds of lists at once are no memory", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    const topic = "题".repeat(390);
    for (let room = 0; room < 20; room++) person.send(`/join r${room}\n/topic ${topic}\n`);
    person.read();
    person.connection.receive(new TextEncoder().encode("/list\n".repeat(300)));
    play.clock.tick();
    const first = person.read();
    assert(Buffer.byteLength(first) < 1024 * 1024 + 100 * 1024, "about a MiB a tick, then it waits");
    play.clock.settle();
    const lists = (first + person.read()).match(/Rooms: 21/g)?.length;
    assertEquals(lists, 300, "and none is lost");
  });

  test("who ends, and does not read its own replies, is closed", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.socket.room = 0;
    person.send("/help\n".repeat(5_000));
    person.end();
    play.clock.advance(1_000);
    assert(person.socket.isKilled);
  });

  test("who leaves in the middle of a paste is told goodbye, not reset", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.send(`${"/lang\n".repeat(200)}exit\n${"junk\n".repeat(200)}`);
    assert(!person.socket.isPaused, "what still comes is read and thrown away");
    assert(person.read().endsWith("Goodbye!\n"));
  });

  test("a session whose own replies are not read waits with its commands", () => {
    const play = new NetworkPlayground();
    const person = play.greeted();
    person.socket.room = 0;
    for (let index = 0; index < 3_000; index++) person.send("/help\n");
    assert(person.socket.isPaused);
    assert(!person.socket.isKilled);
    person.socket.room = Number.POSITIVE_INFINITY;
    person.connection.drained();
    play.clock.settle();
    assert(!person.socket.isPaused);
  });
});

describe("a proxy", () => {
  const trusting = { ...NOBODY_IS_TRUSTED, allowsProxy: (host: string) => host === "10.0.0.5" };

  test("that is trusted says for whom it speaks, whatever the language", () => {
    const play = new NetworkPlayground({}, trusting);
    const listener = play.greeted();
    play.connect("10.0.0.5").send("PROXY TCP4 192.0.2.7 10.0.0.9 4000 8081\r\nhello\n");
    assertEquals(listener.read(), "<192.0.2.7> hello\n");
    const irc = play.connect("10.0.0.5");
    irc.send("PROXY TCP4 192.0.2.8 10.0.0.9 4000 8081\r\nNICK bob\r\nUSER b 0 * :b\r\n");
    assertStringIncludes(irc.read(), "bob!~b@192.0.2.8");
  });

  test("greets the silent only after its header, and waits for one that is cut", () => {
    const play = new NetworkPlayground({}, trusting);
    const silent = play.connect("10.0.0.5");
    play.clock.advance(1_000);
    assertEquals(silent.read(), "");
    silent.send("PROXY TCP4 192.0.2.7 10.0.0.9 ");
    silent.send("4000 8081\r\n");
    play.clock.advance(300);
    assertStringIncludes(silent.read(), "Welcome");
    silent.send("/who\n");
    assertStringIncludes(silent.read(), "192.0.2.7");
  });

  test("that sends a broken header is closed, and one nobody trusts only chats", () => {
    const play = new NetworkPlayground({}, trusting);
    const listener = play.greeted();
    const broken = play.connect("10.0.0.5");
    broken.send("PROXY TCP9 nonsense\r\n");
    assert(broken.socket.isKilled);
    for (const end of [() => play.clock.advance(2_000), (cut: Person) => cut.end()]) {
      const cut = play.connect("10.0.0.5");
      cut.send("PROXY TCP4 192.0.2.7 10.");
      end(cut);
      assert(cut.socket.isKilled, "nothing of a header is chat");
    }
    play.connect("10.0.0.6").send("PROXY TCP4 192.0.2.7 10.0.0.9 4000 8081\n");
    assertEquals(listener.read(), "<10.0.0.6> PROXY TCP4 192.0.2.7 10.0.0.9 4000 8081\n");
  });
});

test("who has read everything is heard again, also while the queues of all together are too long", () => {
  const play = new NetworkPlayground();
  const irc = play.connect();
  irc.send("NICK bob\r\nUSER b 0 * :b\r\n");
  irc.read();
  irc.socket.room = 0;
  const pings = 3_000;
  irc.send(`PING ${"x".repeat(480)}\r\n`.repeat(pings));
  assert(irc.socket.isPaused);
  play.edge.queueTotal.bytes += ALL_QUEUES_BYTES_MAX + 1;
  irc.socket.room = Number.POSITIVE_INFINITY;
  irc.connection.drained();
  play.clock.settle();
  assertEquals(irc.read().split("PONG").length - 1, pings);
  assert(!irc.socket.isPaused);
});
