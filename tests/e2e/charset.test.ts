/** GBK: what Windows consoles in China send and show. */

import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { hearsNothingBut } from "./peer.ts";
import { startServer } from "./running_server.ts";

const HELLO_GBK = Buffer.from("c4e3bac3", "hex");
const CRLF = Buffer.from("\r\n");

describe("a console that speaks GBK", () => {
  test("is understood, and answered in GBK from then on", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    const console = await server.guest({ from: "127.0.0.12", charset: "gbk" });
    console.send(Buffer.concat([HELLO_GBK, CRLF]));
    await ann.hears("<127.0.0.12> 你好\n");
    ann.send("早上好，😀\n");
    // An emoji is beyond GBK; gb18030 gives it four bytes, which a GBK console shows as something.
    await console.hears("<127.0.0.11> 早上好，");
    console.send(Buffer.concat([HELLO_GBK]));
    await ann.hears("<127.0.0.12> 你好\n<127.0.0.12> 你好\n");
  });

  test("does not change what others get", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const console = await server.guest({ from: "127.0.0.13", charset: "gbk" });
    console.send(Buffer.concat([HELLO_GBK, CRLF]));
    await bob.hears("你好");
    ann.send("都好\n");
    await bob.hears("<127.0.0.11> 都好\n");
    await console.hears("<127.0.0.11> 都好\n");
  });

  test("/charset asks, sets and undoes", async () => {
    await using server = await startServer();
    const ann = await server.guest({ from: "127.0.0.11" });
    const console = await server.guest({ from: "127.0.0.12", charset: "gbk" });
    await console.asks("/charset", "Character set: utf-8.");
    await console.asks("/charset GBK", "Character set: gb18030.");
    ann.send("早\n");
    await console.hears("<127.0.0.11> 早\n");
    await console.asks("/charset utf-8", "Character set: utf-8.");
    await console.asks("/charset klingon", 'There is no character set "klingon" here.');
    await hearsNothingBut(ann, console, "");
  });

  test("bytes of no character set become U+FFFD, and the next line is UTF-8 as before", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send(Buffer.from("61ff80fe0a", "hex"));
    ann.send(Buffer.from("62c0800a", "hex"));
    ann.send("早\n");
    const heard = await bob.hearsLines(3);
    const last = heard.split("\n").at(-2);
    assertEquals(last, "<127.0.0.11> 早");
    assertEquals(heard.includes("\ufffd"), true);
  });
});
