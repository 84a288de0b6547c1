/** IRC over whole connections: what waits, what is held back, and what ends in the middle of it. */
import { describe, test } from "node:test";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Gatekeeper } from "../../src/network/edge-context.ts";
import { ANSWERS_WAITING_MAX, DISK_LATE_MS } from "../../src/protocol/limits.ts";
import { SlowHistory } from "../helpers/slow-history.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person } from "./playground.ts";

function ircPerson(play: NetworkPlayground, nick: string, ...capabilities: readonly string[]): Person {
  const person = play.connect();
  person.send(
    `CAP REQ :${capabilities.join(" ")}\r\nNICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\nCAP END\r\n`,
  );
  person.read();
  return person;
}

/** A gatekeeper whose answers come when the test says so. */
class SlowGatekeeper implements Gatekeeper {
  readonly #waiting: ((operator: string | undefined) => void)[] = [];
  readonly allowsGateway = NOBODY_IS_TRUSTED.allowsGateway;
  readonly allowsProxy = NOBODY_IS_TRUSTED.allowsProxy;

  verifyOperator(): Promise<string | undefined> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async answer(play: NetworkPlayground, operator: string | undefined): Promise<void> {
    this.#waiting.shift()?.(operator);
    await new Promise((resolve) => setImmediate(resolve));
    play.clock.settle();
  }
}

describe("while a password is checked", () => {
  test("the lines after it wait, and are answered after it", async () => {
    const gatekeeper = new SlowGatekeeper();
    const play = new NetworkPlayground({}, gatekeeper);
    const ann = ircPerson(play, "ann");
    ann.send("OPER root secret\r\nPING one\r\n");
    ann.send("PING two\r\n");
    assertEquals(ann.read(), "");
    await gatekeeper.answer(play, undefined);
    assertEquals(
      ann.read(),
      ":server 464 ann :Password incorrect\r\n:server PONG server :one\r\n:server PONG server :two\r\n",
    );
    assertEquals(ann.socket.isPaused, false);
  });

  test("nothing more is read than what was under way", () => {
    const gatekeeper = new SlowGatekeeper();
    const play = new NetworkPlayground({}, gatekeeper);
    const ann = ircPerson(play, "ann");
    ann.send("OPER root secret\r\n");
    assert(ann.socket.isPaused);
  });

  test("who ends the stream is heard to the end", async () => {
    const gatekeeper = new SlowGatekeeper();
    const play = new NetworkPlayground({}, gatekeeper);
    const listener = play.greeted("10.0.0.2");
    const ann = ircPerson(play, "ann");
    ann.send("JOIN #lobby\r\n");
    ann.read();
    ann.send("OPER root secret\r\nPRIVMSG #lobby :one\r\nPRIVMSG #lobby :two");
    ann.end();
    assertEquals([listener.read(), ann.socket.isEnded], ["", false]);
    await gatekeeper.answer(play, "root");
    assertEquals(listener.read(), "<ann> one\n<ann> two\n");
    assertStringIncludes(ann.read(), " 381 ann ");
    assert(ann.socket.isEnded);
  });

  test("a session may go, and the answer is nobody's", async () => {
    const gatekeeper = new SlowGatekeeper();
    const play = new NetworkPlayground({}, gatekeeper);
    const ann = ircPerson(play, "ann");
    ann.send("OPER root secret\r\nPING one\r\n");
    ann.connection.closed();
    await gatekeeper.answer(play, "root");
    assertEquals([ann.read(), play.edge.delivery.sessions(), play.clock.timerCount], ["", [], 0]);
  });
});

describe("RENAME for who cannot read it", () => {
  test("keeps the answer to a label together", () => {
    const play = new NetworkPlayground();
    const ann = ircPerson(play, "ann", "labeled-response", "batch");
    ann.send("JOIN #a\r\nTOPIC #a :words\r\n");
    ann.read();
    ann.send("@label=1 RENAME #a #b\r\n");
    const lines = ann.read().trimEnd().split("\r\n");
    assertEquals(lines.at(0), "@label=1 :server BATCH +1 labeled-response");
    assertEquals(lines.at(-1), ":server BATCH -1");
    assertEquals(
      lines.slice(1, -1).map((line) => line.replace(/^@batch=1 :\S+ /, "").split(" ")[0]),
      ["PART", "JOIN", "332", "333", "353", "366"],
    );
  });

  test("is a JOIN as the reader knows it, at the time it happened", () => {
    const play = new NetworkPlayground();
    const ann = ircPerson(play, "ann", "draft/channel-rename");
    const bob = ircPerson(play, "bob", "extended-join", "server-time", "no-implicit-names");
    ann.send("JOIN #a\r\n");
    bob.send("JOIN #a\r\n");
    bob.read();
    ann.send("RENAME #a #b :why\r\n");
    const time = `@time=${new Date(play.clock.nowMs()).toISOString()}`;
    assertEquals(bob.read().split("\r\n").slice(0, 2), [
      `${time} :bob!~bob@10.0.0.1 PART #a :why`,
      `${time} :bob!~bob@10.0.0.1 JOIN #b * :bob`,
    ]);
  });
});

describe("a silent IRC client", () => {
  test("is asked for a sign of life though the clock was set back", () => {
    const play = new NetworkPlayground();
    const ann = ircPerson(play, "ann");
    play.clock.jump(-24 * 3_600_000);
    play.clock.advance(100_000);
    assertEquals(ann.read(), "PING :server\r\n");
    play.clock.advance(100_000);
    assert(ann.socket.isEnded);
  });
});

function keep(history: SlowHistory, play: NetworkPlayground): void {
  do {
    history.answerAll();
    history.findAll();
    play.clock.settle();
    // What is kept may let a session go on, which says more.
  } while (history.unkept > 0);
}

describe("while a message is being stored", () => {
  test("no answer overtakes it, whoever gives it, and each has its own label", () => {
    const history = new SlowHistory();
    const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    const ann = ircPerson(play, "ann", "labeled-response", "batch", "echo-message");
    ann.send("JOIN #a\r\n");
    keep(history, play);
    ann.read();
    ann.send(
      "@label=1 PRIVMSG #a :hi\r\n@label=2 PING x\r\n@label=3 CAP REQ :-batch\r\n@label=4 PART #a\r\nPING y\r\n",
    );
    assertEquals(ann.read(), "");
    keep(history, play);
    assertEquals(ann.read().trimEnd().split("\r\n"), [
      "@label=1 :ann!~ann@10.0.0.1 PRIVMSG #a :hi",
      "@label=2 :server PONG server :x",
      "@label=3 :server CAP ann ACK :-batch",
      ":ann!~ann@10.0.0.1 PART #a",
      ":server PONG server :y",
    ]);
  });

  test("no more is read once too many answers wait, and nothing of it is lost", () => {
    const history = new SlowHistory();
    const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    // Without echoes, so that nothing that is sent has her read again.
    const ann = ircPerson(play, "ann");
    ann.send("JOIN #a\r\n");
    keep(history, play);
    ann.send(`PRIVMSG #a :hi\r\n${"TAGMSG #a\r\n".repeat(ANSWERS_WAITING_MAX - 2)}`);
    assert(!ann.socket.isPaused);
    ann.send("TAGMSG #a\r\nPRIVMSG #a :the last\r\n");
    assert(ann.socket.isPaused);
    keep(history, play);
    keep(history, play);
    assertEquals(history.kept.at(-1)?.body, "the last");
    assert(!ann.socket.isPaused);
  });

  test("what follows a CAP REQ is asked with its capabilities", () => {
    const history = new SlowHistory();
    const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    const ann = ircPerson(play, "ann", "batch");
    ann.send("PRIVMSG ann :hi\r\nCAP REQ :labeled-response userhost-in-names\r\n@label=1 PING x\r\n");
    ann.send("JOIN #a\r\n");
    keep(history, play);
    assertEquals(ann.read().trimEnd().split("\r\n").slice(1), [
      ":server CAP ann ACK :labeled-response userhost-in-names",
      "@label=1 :server PONG server :x",
      ":ann!~ann@10.0.0.1 JOIN #a",
      ":server 353 ann = #a :@ann!~ann@10.0.0.1",
      ":server 366 ann #a :End of /NAMES list",
    ]);
    assertEquals(ann.socket.isPaused, false);
  });

  test("nothing follows a goodbye", () => {
    const history = new SlowHistory();
    const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    const ann = ircPerson(play, "ann");
    ann.send("PRIVMSG ann :hi\r\nQUIT\r\nPING x\r\nWHOIS ann\r\n");
    keep(history, play);
    assertEquals(
      ann.read(),
      ":ann!~ann@10.0.0.1 PRIVMSG ann :hi\r\nERROR :Closing link: 10.0.0.1 (Client quit)\r\n",
    );
    assert(ann.socket.isEnded);
  });

  test("who breaks off has said it", () => {
    const history = new SlowHistory();
    const play = new NetworkPlayground({}, NOBODY_IS_TRUSTED, history);
    const listener = play.greeted("10.0.0.2");
    keep(history, play);
    listener.read();
    const ann = ircPerson(play, "ann");
    ann.send("JOIN #lobby\r\nPRIVMSG #lobby :hi\r\nPING x\r\n");
    ann.connection.closed();
    keep(history, play);
    assertEquals(listener.read(), "<ann> hi\n");
    // What watches the disk looks once more.
    play.clock.advance(DISK_LATE_MS);
    assertEquals([play.edge.delivery.sessions(), play.clock.timerCount], [[1], 0]);
  });
});
