/** The person at the server's terminal, in tmux. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { connectPeer, type Peer, type PeerOptions } from "./peer.ts";
import { serverCommand, until } from "./programs.ts";
import { Screen } from "./screen.ts";

const tmux = command("tmux");

/** The server on a terminal, somebody looking at it. */
class ServerScreen extends Screen {
  readonly #peers: Peer[] = [];
  port = 0;

  static async start(...args: readonly string[]): Promise<ServerScreen> {
    const screen = new ServerScreen([...serverCommand(), "127.0.0.1", "0", ...args], {
      columns: 120,
      rows: 40,
    });
    const address = /127\.0\.0\.1:(\d+)/;
    await screen.untilRows(
      (rows) => address.test(rows.join("\n")) && rows.at(-1) === ">",
      "an address and a prompt",
    );
    screen.port = Number(address.exec(screen.rows().join("\n"))?.[1]);
    return screen;
  }

  async guest(options: PeerOptions = {}): Promise<Peer> {
    const peer = await connectPeer({ port: this.port, from: "127.0.0.11", ...options });
    this.#peers.push(peer);
    await peer.greeted();
    return peer;
  }

  enter(line: string): void {
    this.type(line);
    this.press("Enter");
  }

  /** What stands above the line being typed, without what was there at `rows`. */
  newsSince(rows: readonly string[]): string[] {
    return this.rows().slice(rows.length - 1, -1);
  }

  override [Symbol.dispose](): void {
    for (const peer of this.#peers) peer[Symbol.dispose]();
    super[Symbol.dispose]();
  }
}

describe("the server's terminal", () => {
  testNeeding({ needs: [tmux] }, "shows how to join, who comes, talks and goes", async () => {
    using screen = await ServerScreen.start();
    assertEquals(screen.rows().join("\n").includes(`./chat-client 127.0.0.1 ${screen.port}`), true);
    const before = screen.rows();
    const ann = await screen.guest();
    ann.send("hello 你好\n/nick Ann\nbye\nexit\n");
    await screen.shows("Ann left");
    assertEquals(screen.newsSince(before), [
      "127.0.0.11 connected",
      "<127.0.0.11> hello 你好",
      "* 127.0.0.11 is Ann now",
      "<Ann> bye",
      "Ann left",
    ]);
  });

  testNeeding({ needs: [tmux] }, "keeps order: reports, mutes, bans and what there is of them", async () => {
    using screen = await ServerScreen.start();
    const [ann, bob] = [await screen.guest(), await screen.guest({ from: "127.0.0.12" })];
    ann.send("/report g127-0-0-12 too loud\n");
    await screen.shows("127.0.0.11 (127.0.0.11) reports g127-0-0-12 (127.0.0.12): too loud");
    screen.enter("/mute g127-0-0-12 2h loud");
    await screen.shows("what they say reaches nobody.");
    bob.send("can you hear me?\n");
    await bob.hears("nobody was told that. loud\n");
    screen.enter("/ban 127.0.0.12 that was enough");
    await screen.shows("127.0.0.12 is banned. Connections closed: 1.");
    assertEquals((await bob.untilEnd()).endsWith("You are banned from this server. that was enough\n"), true);
    await screen.shows("127.0.0.12 left (banned)");
    const answers = {
      "/unmute 127.0.0.12": "127.0.0.12 is muted no more.",
      "/unban 127.0.0.12": "127.0.0.12 is banned no more.",
      "/bans": "Nobody is banned.",
      "/log": "Nothing was found.",
    };
    for (const [line, answer] of Object.entries(answers)) {
      screen.enter(line);
      await screen.shows(answer);
    }
  });

  testNeeding({ needs: [tmux] }, "what is typed there is said to everybody as server", async () => {
    using screen = await ServerScreen.start();
    const [ann, bob] = [await screen.guest(), await screen.guest({ from: "127.0.0.12" })];
    screen.enter("welcome, 大家");
    await ann.hears("<server> welcome, 大家\n");
    await bob.hears("<server> welcome, 大家\n");
  });

  testNeeding({ needs: [tmux] }, "talks one-to-one with a guest", async () => {
    using screen = await ServerScreen.start();
    const [ann, bob] = [await screen.guest(), await screen.guest({ from: "127.0.0.12" })];
    ann.send("/msg server hi\n");
    await screen.shows("[private] <127.0.0.11> hi");
    screen.enter("/msg g127-0-0-11 good morning");
    await ann.hears("[private] <server> good morning\n");
    screen.enter("to all");
    await bob.hears("<server> to all\n");
    assertEquals(bob.news, "<server> to all\n");
    screen.enter("/msg nobody hi");
    await screen.shows("There is nobody called nobody.");
  });

  testNeeding({ needs: [tmux] }, "/who, /kick and /help work there", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    await ann.asks("/nick Ann", "You are Ann now.");
    screen.enter("/who");
    await screen.shows("Ann  127.0.0.11");
    await screen.shows("In #lobby: 2");
    screen.enter("/help");
    await screen.shows("/kick NAME [REASON] end somebody's connection");
    screen.enter("/dance");
    await screen.shows("There is no command /dance.");
    screen.enter("/kick ann no shouting");
    await screen.shows("Ann left (kicked)");
    await ann.untilEnd();
    assertEquals(ann.news.endsWith("You were sent away by server. no shouting\n"), true, ann.news);
    screen.enter("/kick ann");
    await screen.shows("There is nobody called ann.");
    screen.enter("/kick server");
    await screen.shows("The server cannot be sent away; /quit stops it.");
  });

  testNeeding({ needs: [tmux] }, "/quit says goodbye and ends with 0", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    screen.enter("/quit");
    assertEquals((await ann.untilEnd()).split("\n").at(-2), "The server is stopping. Goodbye!");
    await screen.shows("status 0");
  });

  testNeeding({ needs: [tmux] }, "^C clears the line first and stops second", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    screen.type("half a li");
    await screen.shows("> half a li");
    screen.press("C-c");
    await screen.untilRows((rows) => rows.at(-1) === ">", "an empty line");
    screen.press("C-c");
    assertEquals((await ann.untilEnd()).split("\n").at(-2), "The server is stopping. Goodbye!");
    await screen.shows("status 0");
    assertEquals(ann.news.includes("half"), false);
  });

  testNeeding({ needs: [tmux] }, "speaks Chinese with --lang zh", async () => {
    using screen = await ServerScreen.start("--lang", "zh");
    await screen.shows("其他人这样加入");
    const ann = await screen.guest();
    await screen.shows("127.0.0.11 已连接");
    screen.enter("大家好");
    await ann.hears("<server> 大家好\n");
    screen.enter("/跳舞");
    await screen.shows("没有命令 /跳舞。");
    screen.press("C-c");
    await screen.shows("已停止。");
    await screen.shows("status 0");
    assertEquals((await ann.untilEnd()).split("\n").at(-2), "服务器即将停止。再见！");
  });

  testNeeding({ needs: [tmux] }, "an arriving line does not mix into the one being typed", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    screen.type("I am typ");
    await screen.shows("> I am typ");
    ann.send("me first\n");
    await screen.shows("<127.0.0.11> me first");
    screen.enter("ing");
    await ann.hears("<server> I am typing\n");
    assertEquals(
      screen.rows().filter((row) => row.includes("me first")),
      ["<127.0.0.11> me first"],
    );
  });

  testNeeding({ needs: [tmux] }, "^D ends nothing", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    screen.press("C-d");
    await ann.asks("/lang", "Language: en");
    screen.enter("still here");
    await ann.hears("<server> still here\n");
  });

  testNeeding({ needs: [tmux] }, "escape sequences of others do nothing to it", async () => {
    using screen = await ServerScreen.start();
    const ann = await screen.guest();
    const before = screen.rows();
    ann.send("\x1b[2J\x1b[1;1H\x1b]0;owned\x07\x9b2Jend\u202e of it\n");
    await until(
      () => screen.newsSince(before).length >= 1,
      () => screen.rows().join("\n"),
    );
    assertEquals(screen.newsSince(before), ["<127.0.0.11> [2J[1;1H]0;owned2Jend of it"]);
    assertEquals(screen.rows().slice(0, before.length - 1), before.slice(0, -1));
  });
});
