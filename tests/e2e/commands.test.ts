/** What plain-text people can ask for with a slash. */
import { describe, test } from "node:test";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { hearsNothingBut } from "./peer.ts";
import { startServer } from "./running_server.ts";

describe("names", () => {
  test("a guest's comes from the address, a second one gets a number, /nick replaces both", async () => {
    await using server = await startServer();
    const bob = await server.guest({ from: "127.0.0.12" });
    const twin = await server.guest({ from: "127.0.0.12" });
    await bob.asks("/who", "g127-0-0-12  127.0.0.12\ng127-0-0-12-2  127.0.0.12\nIn #lobby: 2\n");
    await twin.asks("/NICK Ann", "You are Ann now.\n");
    await bob.hears("* 127.0.0.12 is Ann now\n");
    twin.send("hello\n");
    await bob.hears("<Ann> hello\n");
    await bob.asks("/who", "Ann  127.0.0.12\n");
  });

  test("one is nobody else's, whatever the case of its letters", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/nick Ann", "You are Ann now.");
    await bob.asks("/nick aNN", "Somebody else is called aNN.");
    await ann.asks("/nick ANN", "You are ANN now.");
    await ann.asks("/quit", "Goodbye!\n");
    await bob.asks("/nick ann", "You are ann now.");
  });

  test("reserved, address-like and broken ones are refused", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    const refused = [
      "server",
      "SERVER",
      "10.0.0.1",
      "g127-0-0-12",
      "a:b",
      "<b>",
      "#room",
      "x".repeat(33),
      "\u202eevil",
    ];
    for (const nick of refused) await ann.asks(`/nick ${nick}`, "cannot be a name.");
    await ann.asks("/nick", "/nick needs more: /nick NAME");
    await ann.asks("/nick 小明", "You are 小明 now.");
    await hearsNothingBut(bob, await server.guest({ from: "127.0.0.13" }), "* 127.0.0.11 is 小明 now\n");
  });
});

describe("talking to some", () => {
  test("/msg reaches one person only", async () => {
    await using server = await startServer();
    const [ann, bob, eve] = await server.guests(3);
    await bob.asks("/nick bob", "You are bob now.");
    ann.send("/msg BOB only for you\n");
    await bob.hears("[private] <127.0.0.11> only for you\n");
    await ann.asks("/msg nobody hi", "There is nobody called nobody.");
    await ann.asks("/msg bob", "/msg needs more: /msg NAME TEXT");
    await hearsNothingBut(eve, ann, "* 127.0.0.12 is bob now\n");
  });

  test("/msg server without a person at the terminal is told to be in vain", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/msg server hi", "There is nobody called server.");
    await hearsNothingBut(bob, ann, "");
  });

  test("/me is shown as an action", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("/me waves 👋\n");
    await bob.hears("* 127.0.0.11 waves 👋\n");
    await ann.asks("/me", "/me needs more: /me TEXT");
  });
});

describe("rooms", () => {
  test("/join, /part and /list", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/join games", "You are in #games now");
    ann.send("anybody?\n");
    await bob.asks("/join #Games", "You are in #games now");
    ann.send("welcome\n");
    await bob.hears("<127.0.0.11> welcome\n");
    await bob.asks("/list", "#games  2\n#lobby  2\nRooms: 2\n");
    await bob.asks("/part", "You have left #games.\nYou are in #lobby now");
    await bob.asks("/part", "You have left #lobby.");
    await bob.asks("where am I?", "You are in no room.");
    await bob.asks("/join lobby", "You are in #lobby now");
    // What was said before bob came has its time.
    assertEquals(bob.news.match(/^.*anybody\?$/gm)?.length, 1);
    assertMatch(bob.news, /^\[[\d:]{8}\] <127\.0\.0\.11> anybody\?$/m);
  });

  test("what is said in another room stands with its name", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/join games", "You are in #games now");
    bob.send("still in the lobby\n");
    await ann.hears("[#lobby] <127.0.0.12> still in the lobby\n");
  });

  test("joins, parts, comings and goings are shown to nobody", async () => {
    await using server = await startServer();
    const [ann, bob, eve] = await server.guests(3);
    await bob.asks("/join games", "You are in #games now");
    await bob.asks("/part games", "You have left #games.");
    bob.vanish();
    await server.logs("went session=2");
    await hearsNothingBut(ann, eve, "");
  });

  test("/topic is set, shown, told to newcomers and kept from strangers", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/topic", "#lobby has no topic.");
    await ann.asks("/topic 午饭吃什么", "* 127.0.0.11 has set the topic of #lobby: 午饭吃什么");
    await bob.hears("* 127.0.0.11 has set the topic of #lobby: 午饭吃什么\n");
    await bob.asks("/topic", "Topic of #lobby: 午饭吃什么");
    await bob.asks("/topic #nowhere", "There is no room #nowhere.");
    await ann.asks("/join games", "You are in #games now");
    await bob.asks("/topic #games mine", "You are not in #games.");
  });
});

describe("answers", () => {
  test("are in the language of who asks", async () => {
    await using server = await startServer({ args: ["127.0.0.1", "0", "--lang", "zh"] });
    const [ann, bob] = await server.guests(2);
    assertStringIncludes(ann.text, "输入 /help 查看帮助");
    await ann.asks("/nick server", "“server”不能作名字。");
    await bob.asks("/lang en", "Language: en.");
    await bob.asks("/nick server", '"server" cannot be a name.');
    await ann.asks("/dance", "没有命令 /dance。");
    await ann.asks("/lang tlh", "这里没有语言“tlh”。");
    await ann.asks("exit", "再见！\n");
  });

  test("the locale chooses where nothing else does", async () => {
    await using server = await startServer({ env: { LC_ALL: "zh_CN.UTF-8" } });
    const ann = await server.guest();
    await ann.asks("/help", "输入一行文字");
  });

  test("/help lists every command there is", async () => {
    await using server = await startServer();
    const ann = await server.guest();
    await ann.asks("/help", "//text says a line");
    const commands = ["nick", "who", "me", "msg", "join", "part", "list", "topic", "lang", "charset", "quit"];
    for (const command of commands) assertStringIncludes(ann.news, `/${command} `);
  });

  test("a command nobody knows is never sent, a doubled slash is", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    await ann.asks("/pasword secret", "There is no command /pasword.");
    await ann.asks("/kick g127-0-0-12", "There is no command /kick.");
    ann.send("//etc/hosts\n");
    await hearsNothingBut(bob, ann, "<127.0.0.11> /etc/hosts\n");
  });

  test("/quit leaves like exit", async () => {
    await using server = await startServer();
    const [ann, bob] = await server.guests(2);
    ann.send("/QUIT see you\nnever said\n");
    await ann.untilEnd();
    assertEquals(ann.news, "Goodbye!\n");
    await bob.asks("/who", "In #lobby: 1");
  });
});
