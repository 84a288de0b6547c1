/** chat-client with chat-server: IRC on the wire, plain words on the screen. */
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { FakeServer } from "./fake_server.ts";
import { clientCommand, missing, Program, runClient, testEnvironment, until } from "./programs.ts";
import { type RunningServer, startServer } from "./running_server.ts";
import { Screen } from "./screen.ts";

const noTmux = missing("tmux");

/** chat-client with this name, and with pipes for its terminal. */
function person(name: string, { port }: { readonly port: number }): Program {
  return new Program([...clientCommand(), "--nick", name, "127.0.0.1", String(port)], {
    env: testEnvironment(),
  });
}

async function shows(program: Program, text: string): Promise<void> {
  await until(
    () => program.stdout.includes(text),
    () => `"${text}" in:\n${program.stdout}${program.stderr}`,
  );
}

/** One who is in #lobby. */
async function arrived(name: string, server: RunningServer): Promise<Program> {
  const program = person(name, server);
  await shows(program, "You are in #lobby now");
  return program;
}

describe("chat-client on a server of ours", () => {
  test("people read each other, and plain people read them, in the same words", async () => {
    await using server = await startServer();
    await using ann = await arrived("ann", server);
    await using bob = await arrived("bob", server);
    const guest = await server.guest();
    ann.type("hello, 世界\n");
    await shows(bob, "<ann> hello, 世界\n");
    await guest.hears("<ann> hello, 世界\n");
    guest.send("hi ann\n");
    await shows(ann, "<127.0.0.1> hi ann\n");
    bob.type("/me waves\n/msg ann only you\n/nick rob\n/join tea\n/part\n");
    await shows(ann, "* bob waves\n");
    await shows(ann, "[private] <bob> only you\n");
    await shows(ann, "* bob is rob now\n");
    await shows(bob, "You have left #tea.\n");
    bob.type("back in the lobby\n");
    await shows(ann, "<rob> back in the lobby\n");
    assertEquals(ann.stdout.includes("<ann>"), false, "nobody reads their own lines twice");
  });

  test("a server that is known by its greeting only is turned to as well", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--no-udp"] });
    await using ann = await arrived("ann", server);
    const guest = await server.guest();
    ann.type("hello\n");
    await guest.hears("<ann> hello\n");
    const welcomes = ann.stdout.split("\n").filter((line) => line === "Welcome to this chatroom!");
    assertEquals(welcomes.length, 1);
    assertStringIncludes(ann.stdout, "This is chat-server");
  });

  test("a pipe ends when its lines have been heard", async () => {
    await using server = await startServer();
    const guest = await server.guest();
    const text = `${"long ".repeat(200)}line`;
    const { code, stderr } = await runClient(
      ["--nick", "pipe", "127.0.0.1", String(server.port)],
      `one\n${text}\nno newline`,
    );
    assertEquals([code, stderr], [0, ""]);
    await guest.hears("<pipe> no newline\n");
  });

  test("a pipe whose line is refused is an error that says so", async () => {
    await using server = await startServer();
    const { code, stdout, stderr } = await runClient(
      ["127.0.0.1", String(server.port)],
      "/msg nobody hello\n",
    );
    assertEquals(code, 1);
    assertStringIncludes(stdout, "There is nobody called nobody.");
    assertStringIncludes(stderr, "did not accept everything");
  });

  test("thousands of lines arrive, in their order", async () => {
    await using server = await startServer();
    await using ann = await arrived("ann", server);
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`);
    const { code } = await runClient(["--nick", "pipe", `127.0.0.1:${server.port}`], lines.join("\n"));
    await shows(ann, "<pipe> line 2999\n");
    const heard = ann.stdout.split("\n").filter((line) => line.startsWith("<pipe>"));
    assertEquals([code, heard], [0, lines.map((line) => `<pipe> ${line}`)]);
  });

  test("two who want the same name both come in", async () => {
    await using server = await startServer();
    await using ann = await arrived("ann", server);
    await using other = await arrived("ann", server);
    other.type("hello\n");
    await shows(ann, "<ann_> hello\n");
    assertStringIncludes(other.stderr, "The name ann is taken");
  });

  test("a server that is lost is found again, with name and rooms", async () => {
    const first = await startServer();
    await using ann = await arrived("ann", first);
    ann.type("/nick dora\n/join tea\n");
    await shows(ann, "You are in #tea now");
    await first.stop("SIGKILL");
    await until(
      () => ann.stderr.includes("Lost the connection"),
      () => ann.stderr,
    );
    await using second = await startServer({ args: ["127.0.0.1", String(first.port)] });
    await until(
      () => ann.stdout.split("In #tea: ").length === 3,
      () => ann.stdout + ann.stderr,
    );
    await using bob = person("bob", second);
    bob.type("/join tea\n");
    await shows(ann, "\n* bob has come in\n");
    ann.type("here again\n");
    await shows(bob, "<dora> here again\n");
  });

  test("--channel and irc:// name the rooms", async () => {
    await using server = await startServer();
    const flag = await runClient(["--channel", "tea,#milk", `127.0.0.1:${server.port}`], "/names\n");
    const url = await runClient([`irc://127.0.0.1:${server.port}/tea`], "/names\n");
    for (const [{ code, stdout }, room] of [[flag, "#milk"] as const, [url, "#tea"] as const]) {
      assertEquals(code, 0);
      assertStringIncludes(stdout, `You are in ${room} now`);
      assertEquals(stdout.includes("#lobby now"), false);
    }
  });
});

describe("chat-client on an IRC server", () => {
  test("registers once the server has shown what it is, and not before", async () => {
    await using server = await FakeServer.start(() => {});
    await using _client = person("ann", server);
    await until(
      () => server.connections === 1,
      () => "a connection",
    );
    assertEquals(server.heard, "");
    server.say(":irc.test NOTICE * :*** Hello\r\n");
    await until(
      () => server.heard === "CAP LS 302\r\nNICK ann\r\nUSER ann 0 * ann\r\n",
      () => server.heard,
    );
  });

  test("an address that asks for encryption is refused, never spoken to in the clear", async () => {
    await using server = await FakeServer.start(() => {});
    const { code, stderr } = await runClient([`ircs://127.0.0.1:${server.port}`]);
    assertEquals([code, server.connections], [2, 0]);
    assertStringIncludes(stderr, "cannot encrypt yet");
  });
});

describe("chat-client on a terminal, with IRC", { skip: noTmux }, () => {
  const open = (port: number) =>
    new Screen([...clientCommand(), "--nick", "ann", "127.0.0.1", String(port)], { columns: 120, rows: 24 });

  async function askToBeRoot(screen: Screen): Promise<void> {
    await screen.shows("You are in #lobby now");
    screen.type("/oper root");
    screen.press("Enter");
    await screen.shows("Password of root:");
  }

  test("what is typed while the server is lost is refused in words", async () => {
    const server = await startServer();
    using screen = open(server.port);
    await screen.shows("You are in #lobby now");
    await server.stop("SIGKILL");
    await screen.shows("Lost the connection");
    screen.type("anyone?");
    screen.press("Enter");
    await screen.shows("Not sent, there is no connection now: anyone?");
    await using again = await startServer({ args: ["127.0.0.1", String(server.port)] });
    await screen.shows("again");
    assertEquals(again.hasExited, false);
  });

  test("an operator's password is not shown, and Up does not bring it back", async () => {
    await using server = await startServer();
    using screen = open(server.port);
    await askToBeRoot(screen);
    screen.type("hunter2");
    screen.press("Enter");
    screen.type("echoed");
    await screen.shows("> echoed");
    screen.press("C-u", "Up");
    await screen.shows("> /oper root");
    assertEquals(screen.rows().join("\n").includes("hunter2"), false);
  });

  test("^C takes back the question for a password, and nothing else", async () => {
    await using server = await startServer();
    using screen = open(server.port);
    await askToBeRoot(screen);
    screen.type("hunter2");
    screen.press("C-c");
    screen.press("C-y");
    screen.type("still here");
    await screen.shows("> still here");
  });
});
