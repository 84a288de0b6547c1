/** chat-client with chat-server: what was said before is read once, whatever happens to the server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { clientCommand, missing, Program, runClient, testEnvironment, until } from "./programs.ts";
import { type RunningServer, startServer } from "./running_server.ts";
import { Screen } from "./screen.ts";

const noTmux = missing("tmux");

/** Somebody in #lobby, with pipes for a terminal, who reads the last lines of rooms they enter. */
async function arrived(name: string, { port }: RunningServer): Promise<Program> {
  const args = ["--nick", name, "--history", "20", "127.0.0.1", String(port)];
  const program = new Program([...clientCommand(), ...args], { env: testEnvironment() });
  await shows(program, "You are in #lobby now");
  return program;
}

async function shows(program: Program, text: string): Promise<void> {
  await until(
    () => program.stdout.includes(text),
    () => `"${text}" in:\n${program.stdout}${program.stderr}`,
  );
}

/** What people said, without the times. */
function heard({ stdout }: Program): string[] {
  const lines = stdout.split("\n").map((line) => line.replace(/^\[[\d :-]+\] /, ""));
  return lines.filter((line) => /^(?:<|\(|\* \S+ (?:reacts|has taken back))/.test(line));
}

/** A folder for the history, and a server that starts on it, on the same port each time. */
class Home {
  readonly #folder: string;
  #port = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<Home> {
    return new Home(await mkdtemp(join(tmpdir(), "chat-client-history-")));
  }

  async start(): Promise<RunningServer> {
    const args = ["127.0.0.1", String(this.#port), "--data", this.#folder];
    const server = await startServer({ args, env: { CHAT_MEMORY: "false" } });
    this.#port = server.port;
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

describe("history in chat-client", () => {
  test("who comes late reads what was said, and a pipe only what it asks for", async () => {
    await using server = await startServer();
    await using bob = await arrived("bob", server);
    bob.type("one\n二\n/me waves\n");
    await using ann = await arrived("ann", server);
    await shows(ann, "* bob waves\n");
    bob.type("three\n");
    await shows(ann, "<bob> three\n");
    assertEquals(heard(ann), ["<bob> one", "<bob> 二", "<bob> three"]);
    assertEquals(/^\[\d\d:\d\d:\d\d\] <bob> 二$/m.test(ann.stdout), true, ann.stdout);
    const silent = await runClient(["127.0.0.1", String(server.port)], "/names\n");
    assertEquals(silent.stdout.includes("<bob>"), false);
    const asked = await runClient(["127.0.0.1", String(server.port)], "/history 2\n/search from:bob 二\n");
    const lines = asked.stdout.split("\n").filter((line) => /^\[\d\d:/.test(line));
    assertEquals(
      lines.map((line) => line.slice(11)),
      ["* bob waves", "<bob> three", "<bob> 二"],
      asked.stdout + asked.stderr,
    );
  });

  test("a server that is killed and comes back costs nobody a line, and repeats none", async () => {
    await using home = await Home.make();
    const first = await home.start();
    await using ann = await arrived("ann", first);
    await using bob = await arrived("bob", first);
    for (const number of [1, 2, 3]) bob.type(`line ${number}\n`);
    await shows(ann, "<bob> line 3\n");
    await first.stop("SIGKILL");
    await using second = await home.start();
    const guest = await second.guest();
    guest.send("said meanwhile\n");
    await shows(ann, "<127.0.0.1> said meanwhile\n");
    await until(
      () => bob.stderr.includes("again"),
      () => bob.stderr,
    );
    await shows(bob, "<127.0.0.1> said meanwhile\n");
    bob.type("line 4\n");
    await shows(ann, "<bob> line 4\n");
    const lines = [1, 2, 3].map((number) => `<bob> line ${number}`);
    assertEquals(heard(ann), [...lines, "<127.0.0.1> said meanwhile", "<bob> line 4"], ann.stdout);
    assertEquals(second.hasExited, false);
  });

  test("lines that are on their way when the server is killed arrive once each, in their order", async () => {
    await using home = await Home.make();
    let server = await home.start();
    await using bob = await arrived("bob", server);
    bob.type("first\n");
    const lines: string[] = [];
    for (const round of [1, 2]) {
      for (let number = 0; number < 50; number++) lines.push(`${round}-${number}`);
      bob.type(`${lines.slice(-50).join("\n")}\n`);
      await server.stop("SIGKILL");
      server = await home.start();
      await until(
        () => [...bob.stderr.matchAll(/^chat-client: Connected to \S+ again$/gm)].length >= round,
        () => bob.stderr,
      );
    }
    await using _ = server;
    let kept: string[] = [];
    await until(
      async () => {
        const { stdout } = await runClient(["127.0.0.1", String(server.port)], "/history 1000\n");
        // Without the time, a line is heard live.
        kept = [...stdout.matchAll(/^\[[\d:]+\] <bob> (.*)$/gm)].map(([, text = ""]) => text);
        return kept.at(-1) === lines.at(-1);
      },
      () => kept.join("\n") + bob.stderr,
    );
    assertEquals(kept, ["first", ...lines], bob.stderr);
  });

  test("a server that has forgotten everything is no reason to repeat anything, but to say so", async () => {
    const first = await startServer();
    await using ann = await arrived("ann", first);
    await using bob = await arrived("bob", first);
    bob.type("before\n");
    await shows(ann, "<bob> before\n");
    await first.stop("SIGKILL");
    await using second = await startServer({ args: ["127.0.0.1", String(first.port)] });
    await shows(ann, "* The server does not keep everything that was said in #lobby meanwhile");
    await using carl = await arrived("carl", second);
    carl.type("after\n");
    await shows(ann, "<carl> after\n");
    assertEquals(heard(ann), ["<bob> before", "<carl> after"], ann.stdout);
  });

  test("replies, reactions and what is taken back are read with their words", async () => {
    await using server = await startServer();
    await using ann = await arrived("ann", server);
    await using bob = await arrived("bob", server);
    bob.type("who makes tea?\n");
    await shows(ann, "<bob> who makes tea?\n");
    ann.type("/reply I do\n/react bob 👍\n");
    await shows(bob, '<ann> (to bob: "who makes tea?") I do\n');
    await shows(bob, '* ann reacts 👍 to bob: "who makes tea?"\n');
    bob.type("never mind\n");
    await shows(ann, "<bob> never mind\n");
    bob.type("/recall\n");
    await shows(ann, '* bob has taken back: "never mind"\n');
    await using carl = await arrived("carl", server);
    await shows(carl, "I do\n");
    assertEquals(carl.stdout.includes("never mind"), false);
  });
});

describe("history on a terminal", { skip: noTmux }, () => {
  test("is read by whoever comes in, without asking", async () => {
    await using server = await startServer();
    const [early, listening] = await server.guests(2);
    early.send("good morning\n");
    await listening.hears("<127.0.0.11> good morning\n");
    using screen = new Screen([...clientCommand(), "--nick", "ann", "127.0.0.1", String(server.port)], {
      columns: 100,
      rows: 24,
    });
    await screen.shows("] <127.0.0.11> good morning");
  });
});
