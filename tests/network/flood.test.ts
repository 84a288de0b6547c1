/** Floods and pastes over whole connections, on a clock that is played. */
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { Throttle } from "../../src/network/throttle.ts";
import {
  INPUT_UNITS_BURST,
  INPUT_UNITS_PER_SECOND,
  LINE_UNITS_MIN,
  PRESENCE_UNITS,
  SEARCH_UNITS,
  UNITS_PER_TICK_MAX,
} from "../../src/protocol/limits.ts";
import { NetworkPlayground, type Person, UPGRADE_REQUEST } from "./playground.ts";

/** Lines of a paste, each with its number. */
function paste(count: number, width = 0): string {
  return Array.from({ length: count }, (_, number) => `${String(number).padEnd(width, ".")}\n`).join("");
}

function limited(): NetworkPlayground {
  const play = new NetworkPlayground();
  Object.assign(play.edge, { throttle: new Throttle(() => false) });
  return play;
}

/** What a plain listener hears of somebody's lines. */
function heard(host: string, text: string): string {
  return text.replaceAll(/^(?=.)/gm, `<${host}> `);
}

function ircGuest(play: NetworkPlayground, nick: string, host: string): Person {
  const person = play.connect(host);
  person.send(
    `CAP REQ :server-time message-tags\r\nNICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\nCAP END\r\n`,
  );
  person.send("JOIN #lobby\r\n");
  person.read();
  return person;
}

describe("searches", () => {
  test("are answered few in a tick, so that nobody waits for them, and all in the end", () => {
    const play = limited();
    const searcher = ircGuest(play, "eve", "10.0.0.2");
    searcher.connection.receive(Buffer.from("WHO zz*\r\n".repeat(40)));
    play.clock.tick();
    const answered = (): number => searcher.read().split(" 315 ").length - 1;
    const first = answered();
    assert(first > 0 && first <= 2 * (UNITS_PER_TICK_MAX / SEARCH_UNITS), `${first} in a tick`);
    play.clock.settle();
    assertEquals(first + answered(), 40);
  });
});

describe("a paste", () => {
  test("of 10,000 lines is said at once", () => {
    const play = limited();
    const [listener, author] = [play.greeted(), play.greeted("10.0.0.2")];
    const text = paste(10_000, 80);
    author.send(text);
    assertEquals(listener.read(), heard("10.0.0.2", text));
    assertEquals([author.socket.isPaused, author.socket.isKilled], [false, false]);
  });

  test("that is larger takes its time, and nothing of it is lost", () => {
    const play = limited();
    const [listener, author] = [play.greeted(), play.greeted("10.0.0.2")];
    const text = paste(30_000);
    author.send(text);
    assert(author.socket.isPaused);
    const seconds = (30_000 * LINE_UNITS_MIN - INPUT_UNITS_BURST) / INPUT_UNITS_PER_SECOND;
    play.clock.advance(Math.floor(seconds * 1_000) - 100);
    assert(author.socket.isPaused);
    play.clock.advance(200);
    assertEquals(listener.read(), heard("10.0.0.2", text));
    assertEquals([author.socket.isPaused, author.socket.isKilled], [false, false]);
  });

  test("is said to its end though its author has gone", () => {
    const play = limited();
    const [listener, author] = [play.greeted(), play.greeted("10.0.0.2")];
    const text = paste(20_000);
    author.send(text);
    author.end();
    play.clock.advance(10_000);
    assertEquals(listener.read(), heard("10.0.0.2", text));
    assert(author.socket.isEnded);
  });

  test("may end without a newline, as tutorials' programs send", () => {
    const play = limited();
    const [listener, author] = [play.greeted(), play.greeted("10.0.0.2")];
    author.send(`${paste(20_000)}the end`);
    play.clock.advance(10_000);
    assert(listener.read().endsWith("<10.0.0.2> the end\n"));
  });
});

describe("IRC", () => {
  test("1,000 lines sent at once are all answered without waiting", () => {
    const play = limited();
    const ann = ircGuest(play, "ann", "10.0.0.2");
    ann.send(Array.from({ length: 1_000 }, (_, number) => `PING ${number}\r\n`).join(""));
    assertEquals(ann.read().match(/ PONG server :\d+\r\n/g)?.length, 1_000);
    ann.send(Array.from({ length: 1_000 }, () => "WHOIS ann\r\n").join(""));
    play.clock.advance(0);
    assertEquals(ann.socket.isPaused, false);
  });

  test("what is answered at length costs more than what is not", () => {
    const play = limited();
    const [ann, bob] = [ircGuest(play, "ann", "10.0.0.2"), ircGuest(play, "bob", "10.0.0.3")];
    ann.send("WHOIS ann\r\n".repeat(8_000));
    bob.send("PONG x\r\n".repeat(8_000));
    assertEquals([ann.socket.isPaused, bob.socket.isPaused], [true, false]);
  });

  test("what everybody is told costs more", () => {
    const play = limited();
    const ann = ircGuest(play, "ann", "10.0.0.2");
    const free = Math.floor(INPUT_UNITS_BURST / PRESENCE_UNITS);
    ann.send(Array.from({ length: 2 * free }, (_, number) => `NICK ann${number}\r\n`).join(""));
    const changes = ann.read().match(/ NICK ann\d+\r\n/g)?.length ?? 0;
    assert(changes > free * 0.9 && changes <= free, String(changes));
  });
});

describe("a flood", () => {
  interface Flood {
    readonly reader: Person;
    readonly flooder: Person;
    readonly line: string;
  }

  /** 8 Mbit/s: far less than the slowest wireless network gives. */
  const READER_BYTES_PER_SECOND = 1024 * 1024;

  /** The reader's kernel takes a tenth of that each 100 ms; the flooder sends as long as it is read. */
  function floodFor(play: NetworkPlayground, seconds: number, { reader, flooder, line }: Flood): void {
    reader.socket.room = 0;
    const chunk = `${line}\r\n`.repeat(1_000);
    for (let tenth = 0; tenth < seconds * 10 && !reader.socket.isKilled; tenth++) {
      reader.socket.room += READER_BYTES_PER_SECOND / 10;
      reader.connection.drained();
      reader.read();
      for (let chunks = 0; chunks < 20 && !flooder.socket.isPaused; chunks++) flooder.send(chunk);
      play.clock.advance(100);
      flooder.read();
    }
  }

  /** The source makes the most of every line. */
  function flood(play: NetworkPlayground): Flood {
    const reader = ircGuest(play, "reader", "10.0.0.1");
    const flooder = ircGuest(play, "李".repeat(32), "fd00:1111:2222:3333:4444:5555:6666:7777");
    return { reader, flooder, line: `PRIVMSG #lobby :${"x".repeat(70)}` };
  }

  test("does not close a reader who takes 8 Mbit/s", () => {
    const play = limited();
    const all = flood(play);
    floodFor(play, 20, all);
    assertEquals([all.reader.socket.isKilled, all.flooder.socket.isKilled], [false, false]);
  });

  test("costs as much for each of its targets", () => {
    const play = limited();
    const all = flood(play);
    all.reader.send("JOIN #a,#b,#c\r\n");
    all.flooder.send("JOIN #a,#b,#c\r\n");
    floodFor(play, 20, { ...all, line: "PRIVMSG #lobby,#a,#b,#c :x" });
    assertEquals(all.reader.socket.isKilled, false);
  });

  test("would close it where nothing is limited", () => {
    const play = new NetworkPlayground();
    const all = flood(play);
    floodFor(play, 20, all);
    assertEquals(all.reader.socket.isKilled, true);
  });

  test("slows nobody down but its sender's address", () => {
    const play = limited();
    const [listener, person] = [play.greeted(), play.greeted("10.0.0.3")];
    const flooders = Array.from({ length: 5 }, () => play.greeted("10.0.0.2"));
    for (const flooder of flooders) flooder.send(paste(15_000));
    listener.read();
    person.send("hello\n");
    assertEquals(listener.read(), "<10.0.0.3> hello\n");
    assert(flooders.every(({ socket }) => socket.isPaused && !socket.isKilled));
  });

  for (const [what, bytes] of [
    ["empty lines", "\n"],
    ["spaces", " "],
  ] as const) {
    test(`of ${what} is slowed down like any other`, () => {
      const play = limited();
      const ann = ircGuest(play, "ann", "10.0.0.2");
      for (let sent = 0; sent < 2 * INPUT_UNITS_BURST && !ann.socket.isKilled; sent += 8_000) {
        ann.send(`${bytes.repeat(7_999)}\n`);
      }
      assert(ann.socket.isPaused);
    });
  }

  test("of pings in a WebSocket is answered at the pace of lines", async () => {
    const play = limited();
    const PONG_BYTES = 2;
    const browser = play.connect("10.0.0.2");
    browser.send(UPGRADE_REQUEST);
    await play.until(() => browser.socket.writes.length > 0);
    browser.read();
    browser.send(Buffer.from("\x89\x80\0\0\0\0".repeat(20_000), "latin1"));
    const answered = Buffer.concat(browser.socket.writes).length / PONG_BYTES;
    assert(browser.socket.isPaused);
    assert(answered < INPUT_UNITS_BURST / LINE_UNITS_MIN, String(answered));
  });

  test("is forgotten once its sender has gone for long enough", () => {
    const throttle = new Throttle(() => false);
    const play = new NetworkPlayground();
    Object.assign(play.edge, { throttle });
    const flooder = play.greeted("10.0.0.2");
    flooder.send(paste(100));
    flooder.connection.closed();
    play.clock.advance(60_000);
    play.greeted("10.0.0.3").send("hello\n");
    assertEquals(throttle.addressCount, 1);
  });

  test("is over when the limits are taken away", () => {
    const play = limited();
    const [listener, flooder] = [play.greeted(), play.greeted("10.0.0.2")];
    const text = paste(60_000);
    flooder.send(text);
    assert(flooder.socket.isPaused);
    Object.assign(play.edge, { throttle: undefined });
    play.clock.advance(100);
    assertEquals(listener.read(), heard("10.0.0.2", text));
  });
});
