/** Passwords at chat-client's terminal: typed on a line or asked for, nothing of them stays on the screen. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { FakeServer } from "./fake_server.ts";
import { clientCommand, missing, until } from "./programs.ts";
import { Screen } from "./screen.ts";

const noTmux = missing("tmux");
const WELCOME = [
  ":s CAP * LS :sasl=SCRAM-SHA-256",
  ":s CAP * ACK sasl",
  ":s 001 ann :Welcome",
  ":s 422 ann :No MOTD",
  ":ann!a@host JOIN #tea",
];

function start(): Promise<FakeServer> {
  return FakeServer.start((socket) => socket.write(WELCOME.map((line) => `${line}\r\n`).join("")));
}

function client({ port }: FakeServer, ...flags: readonly string[]): Screen {
  const where = ["--irc", "--nick", "ann", "--channel", "tea", "127.0.0.1", String(port)];
  return new Screen([...clientCommand(), ...flags, ...where], { columns: 40, rows: 24 });
}

async function hears(server: FakeServer, text: string): Promise<void> {
  await until(
    () => server.heard.includes(text),
    () => `"${text}" in:\n${server.heard}`,
  );
}

describe("a password on a line", { skip: noTmux }, () => {
  test("is gone from the screen and from the history of lines when the line is finished", async () => {
    await using server = await start();
    using screen = client(server);
    await screen.shows("/help lists all");
    const long = "pencil".repeat(10);
    screen.type(`/login ann ${long}`);
    await screen.shows("pencil");
    // In the middle of the line.
    screen.press("C-a", "Enter");
    await hears(server, "AUTHENTICATE SCRAM-SHA-256\r\n");
    await screen.untilRows((rows) => rows.includes("> /login ann"), "the line without its end");
    assertEquals(screen.rows().join("").includes("pencil"), false);
    screen.press("Up");
    await screen.untilRows((rows) => rows.at(-1) === "> /login ann", "the line brought back");
  });

  test("of a paste is said, too", async () => {
    await using server = await start();
    using screen = client(server);
    await screen.shows("/help lists all");
    screen.paste("/msg NickServ IDENTIFY ann pencil\n");
    screen.press("Enter");
    await hears(server, "PRIVMSG NickServ :IDENTIFY ann pencil\r\n");
    assertEquals(screen.rows().join("").includes("pencil"), false);
  });
});

describe("a password that is asked for", { skip: noTmux }, () => {
  test("before the connection is not shown", async () => {
    await using server = await start();
    using screen = client(server, "--account", "ann", "--lang", "zh");
    await screen.shows("ann 的密码：");
    assertEquals(server.connections, 0);
    screen.type("pencil");
    screen.press("Enter");
    await hears(server, "AUTHENTICATE SCRAM-SHA-256\r\n");
    assertEquals(screen.rows().join("").includes("pencil"), false);
    server.say(":s 904 * :Failed\r\n");
    await screen.shows("status 77");
    assertEquals(screen.rows().join("").includes("拒绝以 ann 登录"), true);
  });

  for (const [name, end] of [
    ["on a line", ""],
    ["with its line end", "\n"],
  ] as const) {
    test(`may be pasted ${name}`, async () => {
      const welcome = WELCOME.map((line) => `${line.replace("SCRAM-SHA-256", "PLAIN")}\r\n`).join("");
      await using server = await FakeServer.start((socket) => socket.write(welcome));
      using screen = client(server);
      await screen.shows("/help lists all");
      screen.type("/login ann");
      screen.press("Enter");
      await screen.shows("Password of ann:");
      screen.paste(`密码 pencil${end}`);
      if (end === "") screen.press("Enter");
      await hears(server, "AUTHENTICATE PLAIN\r\n");
      server.say("AUTHENTICATE +\r\n");
      await hears(server, `AUTHENTICATE ${Buffer.from("\0ann\0密码 pencil").toString("base64")}\r\n`);
      await screen.shows("takes passwords only");
      assertEquals(screen.rows().join("").includes("pencil"), false);
    });
  }
});
