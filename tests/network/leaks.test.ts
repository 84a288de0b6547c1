/** Whatever came and however it went: nothing of a connection outlives it. */
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { Throttle } from "../../src/network/throttle.ts";
import { NetworkPlayground, NOBODY_IS_TRUSTED, type Person, UPGRADE_REQUEST } from "./playground.ts";

const PROXY = "10.9.9.9";
const TRUSTING = {
  ...NOBODY_IS_TRUSTED,
  allowsGateway: () => true,
  allowsProxy: (host: string) => host === PROXY,
};
const REGISTRATION = "NICK ann\r\nUSER a 0 * :a\r\n";

/** What a stranger may send first, as it comes in one read. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  "plain text": "hello\n",
  "half a message": "hello",
  "half a line of IRC": "NICK ann",
  "half a registration": "NICK ann\r\n",
  "a negotiation": "CAP LS 302\r\n",
  "a whole registration": `${REGISTRATION}JOIN #lobby,#new\r\n`,
  "a password": `${REGISTRATION}OPER ann secret\r\n`,
  "a gateway's word": `WEBIRC secret gateway host 192.0.2.7\r\n${REGISTRATION}`,
  "a request": "GET / HTTP/1.1\r\nHost: 10.0.0.9:8081\r\n\r\n",
  "half a request": "GET / HTTP/1.1\r\nHost",
  "a WebSocket": UPGRADE_REQUEST,
  "half a frame": `${UPGRADE_REQUEST}\x81\x85`,
  TLS: "\x16\x03\x01",
  "a proxy's header": "PROXY TCP4 192.0.2.7 10.0.0.9 4000 8081\r\n",
  "half a proxy's header": "PROXY TCP4 192.0",
};

const ENDS: Readonly<Record<string, (person: Person) => void>> = {
  "breaks off": () => {},
  "ends its stream": (person) => person.end(),
  "is sent away": (person) => person.connection.closeGently(),
  "reads nothing": (person) => person.connection.overflow(),
};

for (const [how, end] of Object.entries(ENDS)) {
  test(`who ${how} leaves nothing behind`, async () => {
    const play = new NetworkPlayground({}, TRUSTING);
    const throttle = new Throttle((host) => host === PROXY);
    Object.assign(play.edge, { throttle });
    for (const [what, bytes] of Object.entries(BEGINNINGS)) {
      for (const waitMs of [0, 300, 2_000]) {
        const person = play.connect(what.includes("proxy") ? PROXY : "10.0.0.2");
        play.clock.advance(waitMs);
        person.connection.receive(Buffer.from(bytes, "latin1"));
        // HTTP is parsed, and a password checked, in turns of the real event loop.
        await new Promise((resolve) => setImmediate(resolve));
        play.clock.settle();
        end(person);
        play.clock.settle();
        person.connection.closed();
        await new Promise((resolve) => setImmediate(resolve));
        play.clock.settle();
        const left = {
          timers: play.clock.timerCount,
          sessions: play.edge.delivery.sessions(),
          newcomers: play.chat.newcomerCount,
          people: play.chat.nicks.size,
          channels: play.chat.channels.size,
          queuedBytes: play.edge.queueTotal.bytes,
        };
        assertEquals(
          left,
          { timers: 0, sessions: [], newcomers: 0, people: 0, channels: 1, queuedBytes: 0 },
          what,
        );
      }
    }
    play.clock.advance(60_000);
    play.connect("10.0.0.3").send("hello\n");
    assertEquals(throttle.addressCount, 1);
  });
}
