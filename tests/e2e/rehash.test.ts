/** The configuration read again while people talk. */
import process from "node:process";
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { ConfigFile } from "../helpers/config-file.ts";
import { command, testNeeding } from "../helpers/requirement.ts";
import { ircGuest } from "./irc_peer.ts";
import { connectPeer } from "./peer.ts";
import { serverCommand, until } from "./programs.ts";
import { LOOPBACK, type RunningServer, startServer } from "./running_server.ts";
import { Screen } from "./screen.ts";

const OPERATORS = ["[operators]", 'ann = "word"'];

function startWith(file: ConfigFile): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--config", file.path] });
}

async function hangUp(server: RunningServer): Promise<void> {
  const count = (): number => server.stdout.split(" settings-read ").length;
  const before = count();
  process.kill(server.process.pid ?? 0, "SIGHUP");
  await until(
    () => count() > before,
    () => server.stdout + server.stderr,
  );
}

describe("SIGHUP", () => {
  test("reads the settings again, and disturbs nobody", async () => {
    using file = new ConfigFile('motd = "old news"', 'network = "Old"');
    await using server = await startWith(file);
    const ann = await ircGuest(server, "ann");
    const nc = await server.guest();
    assertStringIncludes(ann.text, ":lanchat.local 372 ann :- old news");
    file.rewrite('motd = ["new", "news"]', 'welcome = "新的问候"', 'lang = "zh"');
    await hangUp(server);
    assertEquals(await ann.asks("MOTD"), [
      ":lanchat.local 375 ann :- lanchat.local 每日消息 - ",
      ":lanchat.local 372 ann :- new",
      ":lanchat.local 372 ann :- news",
      ":lanchat.local 376 ann :/MOTD 命令结束。",
    ]);
    assertStringIncludes((await server.guest()).text, "新的问候");
    ann.send("JOIN #lobby", "PRIVMSG #lobby :still here");
    await nc.hears("<ann> still here\n");
  });

  test("changes whom the server trusts", async () => {
    using file = new ConfigFile("");
    await using server = await startWith(file);
    const ann = await ircGuest(server, "ann");
    assertStringIncludes((await ann.asks("OPER ann word")).join("\n"), " 464 ");
    file.rewrite(...OPERATORS);
    await hangUp(server);
    assertStringIncludes((await ann.asks("OPER ann word")).join("\n"), " 381 ");
  });

  test("keeps everything where the file is wrong, and what flags say over what the file says", async () => {
    using file = new ConfigFile('motd = "old news"');
    await using server = await startServer({
      args: [...LOOPBACK, "--config", file.path, "--description", "by flag"],
    });
    file.rewrite("max-clients = 0", 'motd = "new news"');
    process.kill(server.process.pid ?? 0, "SIGHUP");
    await server.logs("The settings are wrong and stay as they were:");
    await server.logs('max-clients: \\"0\\" is not allowed.');
    const ann = await ircGuest(server, "ann");
    assertStringIncludes(ann.text, "old news");
    file.rewrite('description = "by file"');
    await hangUp(server);
    assertStringIncludes((await ann.asks("WHOIS ann")).join("\n"), " 312 ann ann lanchat.local :by flag");
  });

  testNeeding({ needs: [command("bash")] }, "keeps what came through a pipe", async () => {
    const within = ["bash", "-c", `exec "$@" --config <(echo 'motd = "piped"')`, "bash"];
    await using server = await startServer({ within });
    await hangUp(server);
    assertStringIncludes((await ircGuest(server, "ann")).text, " 372 ann :- piped");
  });

  test("names what takes effect at the next start", async () => {
    using file = new ConfigFile("");
    await using server = await startWith(file);
    file.rewrite('server-name = "chat.lan"', 'casemapping = "precis"', 'channel = "#a"', 'lang = "en"');
    await hangUp(server);
    for (const setting of ["channel", "server-name", "casemapping"]) {
      await server.logs(`"${setting}: takes effect at the next start."`);
    }
    const ann = await ircGuest(server, "ann");
    assertStringIncludes(ann.text, ":lanchat.local 001 ann");
  });
});

describe("REHASH", () => {
  test("is an operator's, who is told what is wrong", async () => {
    using file = new ConfigFile(...OPERATORS);
    await using server = await startWith(file);
    const ann = await ircGuest(server, "ann");
    assertStringIncludes((await ann.asks("REHASH")).join("\n"), " 481 ann :");
    await ann.asks("OPER ann word", "CAP REQ :labeled-response batch");
    file.rewrite("echo = maybe", ...OPERATORS);
    ann.send("@label=1 REHASH");
    await ann.hears(`:lanchat.local NOTICE ann :${file.path}:1: `);
    assertStringIncludes(ann.text, "@label=1 :lanchat.local 382 ann ");
    assertEquals(
      ann.text.indexOf(" 382 ann ") < ann.text.indexOf("The settings are wrong and stay as they were:"),
      true,
    );
  });

  test("takes effect, and says nothing more where all is well", async () => {
    using file = new ConfigFile(...OPERATORS);
    await using server = await startWith(file);
    const ann = await ircGuest(server, "ann");
    await ann.asks("OPER ann word");
    file.rewrite('motd = "news"', ...OPERATORS);
    ann.send("REHASH");
    await server.logs(" settings-read ");
    assertEquals((await ann.asks("MOTD"))[1], ":lanchat.local 372 ann :- news");
    assertEquals(
      ann.lines().filter((line) => line.includes(" NOTICE ")),
      [],
    );
  });
});

describe("a terminal that is closed", () => {
  testNeeding({ needs: [command("tmux")] }, "ends the server, with goodbyes to everybody", async () => {
    const screen = new Screen([...serverCommand(), ...LOOPBACK], { columns: 120, rows: 20 });
    await screen.shows("/quit to stop.");
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(screen.rows().join("\n"))?.[1]);
    using ann = await connectPeer({ port });
    await ann.greeted();
    screen[Symbol.dispose]();
    assertEquals((await ann.untilEnd()).split("\n").at(-2), "The server is stopping. Goodbye!");
  });
});

describe("SIGTERM", () => {
  test("ends the server whatever its clients do", async () => {
    await using server = await startServer();
    const silent = await server.connect();
    silent.socket.pause();
    const half = await server.connect();
    half.send("NICK half");
    const stubborn = await ircGuest(server, "stubborn");
    stubborn.send("CAP LS 302");
    const stopped = server.stop();
    const late = new Promise((resolve) => setTimeout(() => resolve("late"), 5_000).unref());
    assertEquals(await Promise.race([stopped, late]), 0);
  });
});
