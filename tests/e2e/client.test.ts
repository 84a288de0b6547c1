/** chat-client as a whole: through pipes against the tutorials' server, and on a terminal. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { FakeServer } from "./fake_server.ts";
import {
  clientCommand,
  freePort,
  missing,
  missingTutorial,
  Program,
  runClient,
  startLanServer,
  testEnvironment,
  until,
} from "./programs.ts";
import { Screen } from "./screen.ts";

/** How a tutorial's server greets. */
const TUTORIAL_GREETING = "Welcome to this chatroom!\nSay hello to the others\n";

const noLanServer = missingTutorial("lan_server.py");
const noTmux = missing("tmux");

describe("chat-client through pipes", () => {
  test("help and version go to stdout", async () => {
    const help = await runClient(["--help"]);
    assertEquals([help.code, help.stderr], [0, ""]);
    assertStringIncludes(help.stdout, "chat-client HOST PORT");
    assertMatch((await runClient(["-V"])).stdout, /^chat-client \d+\.\d+\.\d+ /);
  });

  test("a wrong command line says what to type", async () => {
    const { code, stdout, stderr } = await runClient(["192.168.55.13"]);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, "chat-client 192.168.55.13 8081");
  });

  test("a server that is not there is 69, with what to check", async () => {
    const { code, stdout, stderr } = await runClient(["127.0.0.1", String(await freePort())], "hello\n");
    assertEquals([code, stdout], [69, ""]);
    assertStringIncludes(stderr, "nothing listens on that port");
    const inChinese = await runClient(["--lang", "zh", "unix:/no/such.sock"]);
    assertEquals(inChinese.code, 69);
    assertStringIncludes(inChinese.stderr, "没有聊天服务器");
  });

  test("piped lines are heard by a tutorial's server", { skip: noLanServer }, async () => {
    await using server = await startLanServer();
    const { port } = server;
    const { code, stdout } = await runClient([`127.0.0.1:${port}`], "hello\n你好\nno newline");
    assertEquals([code, stdout], [0, "Welcome to this chatroom!\n"]);
    await until(
      () => ["hello\n", "你好\n", "no newline\n"].every((line) => server.stdout.includes(line)),
      () => server.stdout,
    );
  });

  test("nothing but the lines is sent, whatever the server says", async () => {
    for (const greeting of ["", "Thank you for connecting", TUTORIAL_GREETING]) {
      await using server = await FakeServer.start((socket) => socket.write(greeting));
      const { code } = await runClient(["127.0.0.1", String(server.port)], "hello\n");
      assertEquals([code, server.heard], [0, "hello\n"]);
    }
  });

  test("commands never reach a tutorial's server", async () => {
    await using server = await FakeServer.start((socket) => socket.write("Welcome to this chatroom!"));
    const { stderr } = await runClient(["127.0.0.1", String(server.port)], "/nick ann\n//etc\n/help\n");
    assertEquals(server.heard, "/etc\n");
    assertStringIncludes(stderr, "/nick was not sent");
  });

  test("a server that greets and closes is no fault", async () => {
    await using server = await FakeServer.start((socket) => socket.end("Thank you for connecting"));
    const { code, stdout } = await runClient(["127.0.0.1", String(server.port)]);
    assertEquals([code, stdout], [0, "Thank you for connecting\n"]);
  });

  test("a full server is 69, in the server's words", async () => {
    const words = "This server is full (1 connections). Try again later.\n";
    await using server = await FakeServer.start((socket) => socket.end(words));
    const { code, stdout } = await runClient(["127.0.0.1", String(server.port)], "hi\n");
    assertEquals([code, stdout, server.heard], [69, words, ""]);
  });

  test("escape sequences of others do not come through", async () => {
    await using server = await FakeServer.start((socket) =>
      socket.end("<a> \u001b[2Jred\u0007 \u202eevil\n"),
    );
    assertEquals((await runClient(["127.0.0.1", String(server.port)])).stdout, "<a> [2Jred evil\n");
  });

  test("a character may come in two pieces", async () => {
    const [first, second] = [Buffer.from("你好").subarray(0, 4), Buffer.from("你好").subarray(4)];
    await using server = await FakeServer.start((socket) => {
      socket.write(first);
      setTimeout(() => socket.end(second), 10);
    });
    assertEquals((await runClient(["127.0.0.1", String(server.port)])).stdout, "你好\n");
  });

  test("SIGTERM is 143, SIGINT 130", async () => {
    await using server = await FakeServer.start((socket) => socket.write(TUTORIAL_GREETING));
    for (const [signal, code] of [["SIGTERM", 143] as const, ["SIGINT", 130] as const]) {
      await using client = new Program([...clientCommand(), "127.0.0.1", String(server.port)], {
        env: testEnvironment(),
      });
      await until(
        () => client.stdout.includes("Say hello"),
        () => client.stdout + client.stderr,
      );
      await client.kill(signal);
      assertEquals(await client.exited(), code);
    }
  });

  test("each line is one datagram with --udp", async () => {
    const receiver = createSocket("udp4");
    const heard: string[] = [];
    receiver.on("message", (bytes) => heard.push(bytes.toString()));
    receiver.bind(0, "127.0.0.1");
    await once(receiver, "listening");
    const { code, stdout } = await runClient(
      ["--udp", "127.0.0.1", String(receiver.address().port)],
      "one\n二\n",
    );
    assertEquals([code, stdout], [0, ""]);
    await until(
      () => heard.length === 2,
      () => JSON.stringify(heard),
    );
    assertEquals(heard.toSorted(), ["one", "二"]);
    receiver.close();
  });
});

describe("chat-client on a terminal", { skip: noTmux }, () => {
  const tutorials = () => FakeServer.start((socket) => socket.write(TUTORIAL_GREETING));
  const open = (port: number, columns = 80) =>
    new Screen([...clientCommand(), "127.0.0.1", String(port)], { columns, rows: 24 });

  test("talks with the people of a tutorial's server", { skip: noTmux || noLanServer }, async () => {
    await using server = await startLanServer();
    const { port } = server;
    using screen = open(port);
    await screen.shows("Welcome to this chatroom!");
    const other = connect(port, "127.0.0.1");
    let heard = "";
    other.setEncoding("utf8").on("data", (text) => {
      heard += String(text);
    });
    await until(
      () => heard.includes("Welcome"),
      () => heard,
    );
    screen.type("half a li");
    await screen.shows("> half a li");
    other.write("I interrupt");
    await screen.shows("<127.0.0.1> I interrupt\n> half a li");
    screen.type("ne");
    screen.press("Enter");
    await until(
      () => heard.includes("<127.0.0.1> half a line\n"),
      () => heard,
    );
    other.destroy();
  });

  test("an arriving line leaves a wrapped line and its cursor as they were", async () => {
    await using server = await tutorials();
    using screen = open(server.port, 40);
    await screen.shows("Say hello");
    screen.type("你好世界 and so on, until the row is full 😀 and the next one begins");
    screen.press("Left", "Left", "Left");
    await screen.untilRows((rows) => rows.at(-1)?.endsWith("begins") === true, "all of the text");
    const typedRows = 2;
    const before = { text: screen.rows().slice(-typedRows), cursor: screen.cursor() };
    server.say("<127.0.0.1> one\n<127.0.0.1> 二\n");
    await screen.shows("<127.0.0.1> 二");
    await screen.untilRows((rows) => rows.at(-1)?.endsWith("begins") === true, "all of the text again");
    assertEquals(screen.rows().slice(-typedRows), before.text);
    assertEquals(screen.rows().slice(-typedRows - 2, -typedRows), ["<127.0.0.1> one", "<127.0.0.1> 二"]);
    assertEquals(screen.cursor(), { ...before.cursor, row: before.cursor.row + 2 });
    screen.press("Enter");
    await until(
      () => server.heard.includes("until the row is full 😀 and the next one begins\n"),
      () => server.heard,
    );
  });

  test("^C clears what was typed first, and leaves second with 130", async () => {
    await using server = await tutorials();
    using screen = open(server.port);
    await screen.shows("Say hello");
    screen.type("never said");
    await screen.shows("> never said");
    screen.press("C-c");
    await screen.untilRows((rows) => rows.at(-1) === ">", "an empty prompt");
    screen.press("C-c");
    await screen.shows("status 130");
    assertEquals(server.heard, "");
    // The terminal echoes again.
    screen.type("echoed");
    await screen.shows("echoed");
  });

  test("^Z suspends, and fg comes back to the typed line", { skip: missing("tmux", "bash") }, async () => {
    await using server = await tutorials();
    using screen = new Screen(["bash", "--norc", "-i"]);
    screen.type([...clientCommand(), "127.0.0.1", String(server.port)].join(" "));
    screen.press("Enter");
    await screen.shows("Say hello");
    screen.type("half");
    await screen.shows("> half");
    screen.press("C-z");
    await screen.shows("Stopped");
    screen.type("fg");
    screen.press("Enter");
    await screen.untilRows((rows) => rows.at(-1) === "> half", "the typed line");
    screen.type(" and half");
    await screen.shows("> half and half");
    screen.press("Enter");
    await until(
      () => server.heard === "half and half\n",
      () => server.heard,
    );
  });

  test("Up and Down bring back what was typed", async () => {
    await using server = await tutorials();
    using screen = open(server.port);
    await screen.shows("Say hello");
    screen.type("first");
    screen.press("Enter");
    screen.type("second");
    screen.press("Enter");
    screen.press("Up", "Up", "Enter");
    await until(
      () => server.heard === "first\nsecond\nfirst\n",
      () => server.heard,
    );
  });

  test("/quit, exit and ^D leave with 0", async () => {
    await using server = await tutorials();
    for (const [text, key] of [
      ["/quit", "Enter"] as const,
      ["Exit", "Enter"] as const,
      ["", "C-d"] as const,
    ]) {
      using screen = open(server.port);
      await screen.shows("Say hello");
      if (text !== "") screen.type(text);
      screen.press(key);
      await screen.shows("status 0");
    }
  });
});
