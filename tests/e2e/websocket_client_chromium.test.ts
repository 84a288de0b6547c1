/** A page in a real browser talks over a WebSocket, if it is allowed to. */
import { describe } from "node:test";
import { assertEquals } from "@std/assert";
import { command, testNeeding } from "../helpers/requirement.ts";
import { Chromium, scriptThatSays, WebSite } from "./chromium.ts";
import { freePort } from "./programs.ts";
import { startServer } from "./running_server.ts";

const needs = [command("chromium")];
const LINES = ["NICK 小红", "USER web 0 * :网页", "JOIN #lobby", "PRIVMSG #lobby :你好 from a page"];

describe("a page in Chromium", { timeout: 60_000 }, () => {
  testNeeding({ needs }, "talks with plain text when its origin is allowed", async () => {
    const port = await freePort();
    await using site = await WebSite.start(scriptThatSays(LINES, port));
    await using server = await startServer({
      args: ["127.0.0.1", String(port), "--websocket-origins", site.origin],
    });
    const peer = await server.guest({ from: "127.0.0.11" });
    await using _browser = new Chromium(site.origin);
    await peer.hears("<小红> 你好 from a page\n");
    peer.send("你好 from nc\n");
    const reply = ":g127-0-0-11!guest@127.0.0.11 PRIVMSG #lobby :你好 from nc";
    await site.hears((line) => line === reply, reply);
    const [first = ""] = site.told;
    assertEquals(first.split(" ").slice(1, 3), ["001", "小红"]);
    assertEquals(await server.stop(), 0);
    await site.hears((line) => line.startsWith("closed "), "the end");
    assertEquals(site.told.slice(-2), [
      "ERROR :Closing link: 127.0.0.1 (Server shutting down)",
      "closed 1000",
    ]);
  });

  testNeeding({ needs }, "of another site is not let in", async () => {
    const port = await freePort();
    await using site = await WebSite.start(scriptThatSays(LINES, port));
    await using server = await startServer({ args: ["127.0.0.1", String(port)] });
    const peer = await server.guest({ from: "127.0.0.11" });
    await using _browser = new Chromium(site.origin);
    await site.hears((line) => line.startsWith("closed "), "the refusal");
    assertEquals(site.told, ["closed 1006"]);
    await peer.asks("/who", "In #lobby: 1\n");
  });
});
