/** irssi and WeeChat as they are, in one room with each other, with chat-client, `nc` and a tutorial's program. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import type { IrcProgram } from "./irc_program.ts";
import { type IrcProgramOptions, startIrssi } from "./irssi.ts";
import { clientCommand, Program, ROOT, testEnvironment, until } from "./programs.ts";
import { startServer } from "./running_server.ts";
import { startWeechat } from "./weechat.ts";

const tmux = command("tmux");
/** More than what is waited for, so that whoever waits in vain tells what for, and leaves no program behind. */
const TIMEOUT_MS = 60_000;

/** A program that is told where the server is by its last two arguments, and writes what the others say. */
class PlainProgram {
  readonly #program: Program;

  constructor(words: readonly string[], port: number) {
    const env = { ...testEnvironment(), PYTHONIOENCODING: "utf-8" };
    this.#program = new Program([...words, "127.0.0.1", String(port)], { env });
  }

  /** Waits for the greeting, and takes a nick. */
  async enter(nick: string): Promise<void> {
    await this.#writes("Welcome to this chatroom!\n");
    this.say(`/nick ${nick}`);
    await this.#writes(nick);
  }

  say(text: string): void {
    this.#program.type(`${text}\n`);
  }

  /** Without what the tutorial's program writes before each. */
  lines(): string[] {
    return this.#program.stdout.replaceAll("Received message: ", "").split("\n");
  }

  async shows(line: string): Promise<void> {
    await this.#writes(`${line}\n`);
  }

  async #writes(text: string): Promise<void> {
    await until(
      () => this.#program.stdout.includes(text),
      () => `${JSON.stringify(text)} in ${JSON.stringify(this.#program.stdout + this.#program.stderr)}`,
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#program[Symbol.asyncDispose]();
  }
}

function said(person: PlainProgram | IrcProgram): string[] {
  return person.lines().filter((line) => /^<\S+> /.test(line));
}

describe("irssi, WeeChat, chat-client, nc and a tutorial's program", () => {
  const needs = [tmux, command("irssi"), command("weechat"), command("nc"), command("python3")];
  testNeeding(
    { needs, timeoutMs: TIMEOUT_MS },
    "read each other, every line once and in one order",
    async () => {
      await using server = await startServer();
      const { port } = server;
      await using irssi = startIrssi({ port, nick: "ann" });
      await using weechat = startWeechat({ port, nick: "小红" });
      await using nc = new PlainProgram(["nc"], port);
      await using tutorial = new PlainProgram(["python3", `${ROOT}tests/programs/broadcast_client.py`], port);
      await using ours = new PlainProgram(clientCommand(), port);
      await Promise.all([irssi.join("#lobby"), weechat.join("#lobby")]);
      await Promise.all([nc.enter("小明"), tutorial.enter("bob"), ours.enter("老师")]);

      const people = { ann: irssi, 小红: weechat, 小明: nc, bob: tutorial, 老师: ours };
      const nicks = Object.keys(people);
      const lines = nicks.map((nick) => `<${nick}> 我是 ${nick}, hello :)`);
      for (const [speaker, person] of Object.entries(people)) {
        person.say(`我是 ${speaker}, hello :)`);
        const listeners = Object.values(people).filter((listener) => listener !== person);
        for (const listener of listeners) await listener.shows(`<${speaker}> 我是 ${speaker}, hello :)`);
      }
      for (const [nick, person] of Object.entries(people)) {
        // Both programs of the IRC world show their own lines, all others leave that to the terminal.
        const own = person === irssi || person === weechat ? "" : `<${nick}> `;
        const expected = lines.filter((line) => own === "" || !line.startsWith(own));
        assertEquals(said(person), expected, nick);
      }
    },
  );
});

describe("irssi and WeeChat", () => {
  const needs = [tmux, command("irssi"), command("weechat")];

  testNeeding(
    { needs, timeoutMs: TIMEOUT_MS },
    "follow each other's nicks, and both tell of an end",
    async () => {
      await using server = await startServer();
      await using irssi = startIrssi({ port: server.port, nick: "ann" });
      await irssi.join("#lobby");
      await using weechat = startWeechat({ port: server.port, nick: "bob" });
      await weechat.join("#lobby");
      irssi.say("/nick 张三");
      await irssi.shows("-!- You're now known as 张三");
      await weechat.shows("-- ann is now known as 张三");
      weechat.say("/nick 李四");
      await weechat.shows("-- You are now known as 李四");
      await irssi.shows("-!- bob is now known as 李四");
      irssi.say("/me 挥手");
      await weechat.shows("* 张三 挥手");
      weechat.say("/me 点头");
      await irssi.shows("* 李四 点头");
      weechat.say("/quit 回家");
      await weechat.ended();
      await irssi.shows("-!- 李四 [~person@127.0.0.1] has quit [Quit: 回家]");
    },
  );

  testNeeding({ needs, timeoutMs: TIMEOUT_MS }, "talk in private, and tell that one is away", async () => {
    await using server = await startServer();
    await using irssi = startIrssi({ port: server.port, nick: "张三" });
    await using weechat = startWeechat({ port: server.port, nick: "李四" });
    await Promise.all([irssi.registered(), weechat.registered()]);
    irssi.say("/away 吃饭");
    await irssi.shows("-!- You have been marked as being away");
    weechat.say("/query 张三 在吗?");
    await weechat.shows("<李四> 在吗?", "-- [张三] is away: 吃饭");
    irssi.say("/query 李四");
    irssi.say("/msg 李四 回来了");
    await weechat.shows("<张三> 回来了");
    await irssi.shows("<李四> 在吗?", "<张三> 回来了");
  });
});

const CLIENTS: Readonly<Record<string, (options: IrcProgramOptions) => IrcProgram>> = {
  irssi: startIrssi,
  weechat: startWeechat,
};

for (const [name, start] of Object.entries(CLIENTS)) {
  const needs = [tmux, command(name)];
  describe(`${name} and plain text`, () => {
    testNeeding({ needs, timeoutMs: TIMEOUT_MS }, "/me both ways", async () => {
      await using server = await startServer();
      const peer = await server.guest({ from: "127.0.0.11" });
      await using client = start({ port: server.port, nick: "小红" });
      await client.join("#lobby");
      client.say("/me 挥手 waves");
      await peer.hears("* 小红 挥手 waves\n");
      peer.send("/me 点头 nods\n");
      await client.shows("* 小红 挥手 waves", "* g127-0-0-11 点头 nods");
      assertEquals(peer.news, "* 小红 挥手 waves\n");
    });

    testNeeding({ needs, timeoutMs: TIMEOUT_MS }, "/msg both ways, in a window of its own", async () => {
      await using server = await startServer();
      const peer = await server.guest({ from: "127.0.0.11" });
      await using client = start({ port: server.port, nick: "小红" });
      await client.join("#lobby");
      await peer.asks("/nick 小明", "小明");
      client.say("/query 小明 只有你 only you");
      await peer.hears("[private] <小红> 只有你 only you\n");
      peer.send("/msg 小红 知道了\n");
      await client.shows("<小红> 只有你 only you", "<小明> 知道了");
      client.goTo("#lobby");
      const renamed = "g127-0-0-11 is now known as 小明";
      await client.untilLines((lines) => lines.some((line) => line.endsWith(renamed)), renamed);
      assertEquals(
        client.lines().filter((line) => line.startsWith("<")),
        [],
      );
    });

    testNeeding({ needs, timeoutMs: TIMEOUT_MS }, "a topic from either side", async () => {
      await using server = await startServer();
      const peer = await server.guest({ from: "127.0.0.11" });
      await using client = start({ port: server.port, nick: "小红" });
      await client.join("#lobby");
      client.say("/topic 今天 today");
      await peer.hears("* 小红 has set the topic of #lobby: 今天 today\n");
      await client.untilTitle("今天 today");
      peer.send("/topic 明天 tomorrow\n");
      await client.untilTitle("明天 tomorrow");
    });

    testNeeding(
      { needs, timeoutMs: TIMEOUT_MS },
      "fifty pasted lines arrive whole and in order",
      async () => {
        await using server = await startServer();
        const peer = await server.guest({ from: "127.0.0.11" });
        await using client = start({ port: server.port, nick: "小红" });
        await client.join("#lobby");
        const lines = Array.from({ length: 50 }, (_, index) => `第 ${index + 1} 行, line ${index + 1} of 50`);
        await client.paste(lines);
        await peer.hears("line 50 of 50\n");
        assertEquals(peer.news, lines.map((line) => `<小红> ${line}\n`).join(""));
        peer.send(lines.map((line) => `${line}\n`).join(""));
        await client.shows("<g127-0-0-11> 第 50 行, line 50 of 50");
        const heard = client.lines().filter((line) => line.startsWith("<g127-0-0-11> "));
        assertEquals(
          heard,
          lines.map((line) => `<g127-0-0-11> ${line}`),
        );
      },
    );
  });
}
