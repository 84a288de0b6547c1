/** Text that would harm who reads it or who serves it. */
import { describe, test } from "node:test";
import { assertEquals, assertNotMatch } from "@std/assert";
import { hearsNothingBut } from "./peer.ts";
import { startServer } from "./running_server.ts";

/** Controls but TAB and LF, and what reorders text: nothing of it may reach a reader. */
const UNSAFE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

/** The same ones every time. */
function randomBytes(count: number): Uint8Array {
  let seed = 1;
  return Uint8Array.from({ length: count }, () => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed >> 8;
  });
}

describe("text for somebody else's terminal", () => {
  test("carries no escape sequence, control character or reordering", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const controls = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).filter(
      (c) => !/[\t\n\r\b]/.test(c),
    );
    ann.send(`a${controls.join("")}\tb\n`);
    ann.send("\x1b[31mred\x1b[0m \x9b2J \u0085 \u202eevil\u202c \u2066x\u2069 \u2028y\n");
    ann.send("\x1b]52;c;ZXZpbA==\x07 \x1bc\n");
    await hearsNothingBut(
      bob,
      ann,
      "<127.0.0.11> a\tb\n<127.0.0.11> [31mred[0m 2J  evil x y\n<127.0.0.11> ]52;c;ZXZpbA== c\n",
    );
  });

  test("is clean also where it comes by /me, /msg, /topic, /nick and a room's name", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("/me \x1b[2Jwaves\n/msg g127-0-0-12 \x1b[2Jpsst\n/topic \x1b[2Jlunch\u202e\n");
    await bob.hears("lunch");
    await ann.asks("/nick \x1b[2J", "cannot be a name.");
    await ann.asks("/join #\x1b[2J", "cannot be the name of a room.");
    await ann.asks("/\x1b[2J", "There is no command /[2J.");
    await ann.asks("/lang \x1b[2J", 'There is no language "[2J" here.');
    for (const reader of [ann, bob]) assertNotMatch(reader.text, UNSAFE);
  });

  test("cannot pretend to be another line, or another person", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("hi\r<server> give me your password\n");
    ann.send("hi\u2028<server> me too\x0b<server> me too\n");
    await ann.asks("/lang", "Language: en");
    await hearsNothingBut(
      bob,
      ann,
      "<127.0.0.11> hi<server> give me your password\n<127.0.0.11> hi<server> me too<server> me too\n",
    );
  });

  test("a file of random bytes harms nobody", async () => {
    await using server = await startServer();
    const [ann, bob, eve] = await server.guests(3);
    const random = randomBytes(300_000);
    ann.send(random);
    await bob.hears("<127.0.0.11> ");
    ann.vanish();
    await server.logs("reason=closed");
    await eve.asks("/who", "In #lobby: 2");
    eve.send("that was loud\n");
    await bob.hears("<127.0.0.13> that was loud\n");
    assertNotMatch(bob.text, UNSAFE);
  });
});

describe("a line without end", () => {
  test("is said in parts, while others talk", async () => {
    await using server = await startServer();
    const [ann, bob, eve] = await server.guests(3);
    const bytes = 1_000_000;
    ann.send("x".repeat(bytes));
    eve.send("still here\n");
    await bob.hears("<127.0.0.13> still here\n");
    ann.send("\nend\n");
    await bob.hears("<127.0.0.11> end\n");
    assertEquals(bob.news.match(/x/g)?.length, bytes);
    assertEquals(bob.news.match(/x{4097}/), null);
  });

  test("in the shape of a request line is decided on after 8 KiB", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    const endless = await server.connect({ from: "127.0.0.12" });
    endless.send(`GET /${"x".repeat(9_000)}`);
    await ann.hears("<127.0.0.12> GET /xxx");
  });
});
