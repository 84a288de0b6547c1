/** Several lines pasted at a terminal: one message, for everybody who reads it. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { FakeServer } from "./fake_server.ts";
import { ircGuest } from "./irc_peer.ts";
import { clientCommand, missing, until } from "./programs.ts";
import { startServer } from "./running_server.ts";
import { Screen } from "./screen.ts";

const noTmux = missing("tmux");

function open(nick: string, { port }: { readonly port: number }): Screen {
  return new Screen([...clientCommand(), "--nick", nick, "127.0.0.1", String(port)]);
}

/** The lines on the screen from the first that begins so. */
function rowsFrom(screen: Screen, start: string): string[] {
  const rows = screen.rows();
  return rows.slice(rows.findIndex((row) => row.startsWith(start)));
}

describe("several lines pasted at a terminal", { skip: noTmux }, () => {
  test("are one message, which waits for Enter if its last line does", async () => {
    await using server = await startServer();
    const guest = await server.guest();
    const bob = await ircGuest(server, "bob");
    await bob.asks("CAP REQ :draft/multiline batch message-tags echo-message", "JOIN #lobby");
    using ann = open("ann", server);
    using carl = open("carl", server);
    await ann.shows("In #lobby:");
    await carl.shows("In #lobby:");
    ann.paste("for tea:\n  水\n  leaves");
    await ann.shows(">   leaves");
    ann.type(" ~");
    ann.press("Enter");
    await guest.hears("<ann> for tea:\n<ann>   水\n<ann>   leaves ~\n");
    await bob.hears(" BATCH -");
    const said = bob.text.split("\r\n").flatMap((line) => / (PRIVMSG .*)$/.exec(line)?.[1] ?? []);
    const lines = ["for tea:", "  水", "  leaves ~"];
    assertEquals(
      said,
      lines.map((line) => `PRIVMSG #lobby :${line}`),
    );
    assertEquals(bob.text.match(/BATCH \+\S+ draft\/multiline #lobby\r\n/g)?.length, 1, bob.text);
    await carl.shows("<ann>   leaves ~");
    assertEquals(rowsFrom(carl, "<ann>").slice(0, 3), ["<ann> for tea:", "<ann>   水", "<ann>   leaves ~"]);
    assertEquals(rowsFrom(ann, "> for tea:").slice(0, 4), ["> for tea:", ">   水", ">   leaves ~", ">"]);
  });

  test("go at once where the last one is finished, and are typed lines to other servers", async () => {
    await using server = await FakeServer.start((socket) => socket.write("Say hello\n"));
    using screen = open("ann", server);
    await screen.shows("Say hello");
    screen.paste("one\ntwo\n");
    await until(
      () => server.heard === "one\ntwo\n",
      () => server.heard,
    );
    screen.paste("three");
    await screen.untilRows((rows) => rows.at(-1) === "> three", "what was pasted");
    screen.press("C-c");
    await screen.untilRows((rows) => rows.at(-1) === ">", "an empty prompt");
    screen.paste("/help\n");
    await screen.shows("This server passes on what you type.");
    assertEquals(server.heard, "one\ntwo\n");
  });

  test("that are many are asked about: Enter says them, ^C forgets them", async () => {
    await using server = await startServer();
    const guest = await server.guest();
    using ann = open("ann", server);
    await ann.shows("In #lobby:");
    const lines = ["a", "b", "c", "d", "e", "f"];
    ann.paste(`${lines.join("\n")}\n`);
    await ann.shows("* 6 lines are pasted. Enter says them, ^C forgets them.");
    ann.press("C-c");
    ann.paste("A\nB\nC\nD\nE\nF");
    await ann.shows("> F");
    ann.press("Enter");
    await guest.hears("<ann> F\n");
    ann.paste(`${lines.join("\n")}\n`);
    await ann.untilRows((rows) => rows.join("\n").split("6 lines").length === 4, "the third question");
    ann.press("Enter");
    await guest.hears("<ann> f\n");
    const heard = guest.text.split("\n").filter((line) => line.startsWith("<ann>"));
    assertEquals(
      heard,
      ["A", "B", "C", "D", "E", "F", ...lines].map((line) => `<ann> ${line}`),
    );
  });
});
