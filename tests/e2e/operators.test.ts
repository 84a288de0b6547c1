/** Operators and gateways, whom only the file and the environment can name. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ConfigFile } from "../helpers/config-file.ts";
import { command, testNeeding } from "../helpers/requirement.ts";
import { IrcPeer, ircGuest } from "./irc_peer.ts";
import { Program, serverCommand, testEnvironment } from "./programs.ts";
import { LOOPBACK, runServer, startServer } from "./running_server.ts";
import { Screen } from "./screen.ts";

const SECRET = "correct-horse";

/** chat-server --hash-password with a password piped in. */
async function hashOf(password: string): Promise<string> {
  await using program = new Program([...serverCommand(), "--hash-password"], { env: testEnvironment() });
  program.type(`${password}\n`);
  program.endInput();
  assertEquals([await program.exited(), program.stderr], [0, ""]);
  return program.stdout.trimEnd();
}

describe("an operator", () => {
  test("of the environment is who knows the password", async () => {
    await using server = await startServer({ env: { CHAT_OPERATORS: `ann=${SECRET}` } });
    const ann = await ircGuest(server, "ann");
    assertEquals(await ann.asks("OPER ann wrong"), [":lanchat.local 464 ann :Password incorrect"]);
    assertEquals(await ann.asks(`OPER bob ${SECRET}`), [":lanchat.local 464 ann :Password incorrect"]);
    const answer = await ann.asks(`OPER ann ${SECRET}`);
    assertStringIncludes(answer.join("\n"), ":lanchat.local 381 ann :");
  });

  test("of the file may have a hash, and no secret is in the log", async () => {
    const hash = await hashOf(SECRET);
    assertMatch(hash, /^scrypt:\d+:\d+:\d+:[\w-]{22}:[\w-]{43}$/);
    using file = new ConfigFile("[operators]", `ann = "${hash}"`, 'bob = "another-word"');
    await using server = await startServer({ args: [...LOOPBACK, "--config", file.path] });
    const ann = await ircGuest(server, "ann");
    assertStringIncludes((await ann.asks(`OPER ann ${SECRET}`)).join("\n"), " 381 ann :");
    await server.stop();
    for (const secret of [SECRET, hash, "another-word"]) {
      assertEquals((server.stdout + server.stderr).includes(secret), false);
    }
  });

  test("after three wrong passwords is not even asked for", async () => {
    await using server = await startServer({ env: { CHAT_OPERATORS: `ann=${SECRET}` } });
    const ann = await ircGuest(server, "ann");
    const guesses = ["one", "two", "three", SECRET].map((word) => `OPER ann ${word}`);
    assertEquals(
      await ann.asks(...guesses),
      guesses.map(() => ":lanchat.local 464 ann :Password incorrect"),
    );
  });

  test("is checked while others talk, and what the asker says next waits", async () => {
    await using server = await startServer({ env: { CHAT_OPERATORS: `ann=${SECRET}` } });
    const [ann, bob] = [await ircGuest(server, "ann"), await ircGuest(server, "bob")];
    ann.send(`OPER ann ${SECRET}`, "PRIVMSG bob :after it");
    await bob.hears("PRIVMSG bob :after it");
    assertStringIncludes(ann.text, " 381 ann :");
  });
});

describe("a secret on the command line", () => {
  for (const flag of ["--operators", "--webirc"]) {
    test(`as ${flag} ends with 2 and is not repeated`, async () => {
      const { code, stdout, stderr } = await runServer([flag, `ann=${SECRET}`]);
      assertEquals([code, stdout], [2, ""]);
      assertStringIncludes(stderr, `${flag} is not for the command line`);
      assertEquals(stderr.includes(SECRET), false);
    });
  }
});

describe("--check-config", () => {
  test("names the wrong operator and shows no secret", async () => {
    using file = new ConfigFile("[operators]", `"an operator" = "${SECRET}"`);
    const { code, stderr } = await runServer(["--check-config", "--config", file.path]);
    assertEquals(code, 78);
    assertStringIncludes(stderr, `${file.path}:1: operators: "an operator" is not allowed.`);
    assertEquals(stderr.includes(SECRET), false);
  });
});

describe("a gateway", () => {
  const env = { CHAT_WEBIRC: `127.0.0.0/8=${SECRET}` };

  test("speaks for others with its password", async () => {
    await using server = await startServer({ env });
    const ann = new IrcPeer(await server.connect());
    ann.send(`WEBIRC ${SECRET} gateway ann.example 192.0.2.7`, "NICK ann", "USER ann 0 * :Ann");
    await ann.hears(" ann :End of /MOTD command");
    assertStringIncludes((await ann.asks("WHOIS ann")).join("\n"), " 192.0.2.7 ");
  });

  test("is closed without it", async () => {
    await using server = await startServer({ env });
    const ann = new IrcPeer(await server.connect());
    ann.send("WEBIRC wrong gateway ann.example 192.0.2.7", "NICK ann", "USER ann 0 * :Ann");
    assertMatch(await ann.untilEnd(), / 464 /);
  });
});

describe("a proxy", () => {
  const HEADER = "PROXY TCP4 192.0.2.9 192.0.2.1 40000 8081\r\n";

  test("says for whom it connects, where the settings name its address", async () => {
    await using server = await startServer({ args: [...LOOPBACK, "--proxy-from", "127.0.0.0/8"] });
    const ann = await server.connect();
    ann.send(`${HEADER}hello\n`);
    await ann.asks("/who", "192.0.2.9");
  });

  test("may come over a unix socket, as local", async () => {
    using file = new ConfigFile('proxy-from = ["local"]');
    const path = `${file.path}.sock`;
    await using server = await startServer({ args: [`unix:${path}`, "--config", file.path] });
    const ann = await server.connect({ path });
    ann.send(`${HEADER}hello\n`);
    await ann.asks("/who", "192.0.2.9");
  });

  test("is not believed otherwise", async () => {
    await using server = await startServer({ env: { CHAT_PROXY_FROM: "192.0.2.1" } });
    const ann = await server.connect();
    ann.send(`${HEADER}hello\n`);
    await ann.asks("/who", "g127-0-0-1  127.0.0.1\n");
  });
});

describe("--hash-password on a terminal", () => {
  testNeeding({ needs: [command("tmux")] }, "asks twice and shows nothing of it", async () => {
    using screen = new Screen([...serverCommand(), "--hash-password"], { columns: 120, rows: 10 });
    await screen.shows("Password:");
    screen.type(`${SECRET}x`);
    screen.press("BSpace", "Enter");
    await screen.shows("The same again:");
    screen.type(SECRET);
    screen.press("Enter");
    await screen.shows("status 0");
    const rows = screen.rows().join("\n");
    assertMatch(rows, /^scrypt:/m);
    assertEquals(rows.includes("correct"), false);
  });

  testNeeding({ needs: [command("tmux")] }, "refuses two that differ", async () => {
    using screen = new Screen([...serverCommand(), "--hash-password"], { columns: 120, rows: 10 });
    await screen.shows("Password:");
    screen.type(SECRET);
    screen.press("Enter");
    await screen.shows("The same again:");
    screen.type("something else");
    screen.press("Enter");
    await screen.shows("The two passwords are not the same.");
    await screen.shows("status 1");
  });
});
