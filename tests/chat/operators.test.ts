import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { Playground } from "./playground.ts";

function withConsole(): Playground {
  const play = new Playground();
  play.console();
  play.guest(1);
  play.ask(1, "NICK", "bob");
  return play;
}

describe("OP and DEOP", () => {
  test("make an operator and unmake it, for the person at the terminal", () => {
    const play = withConsole();
    assertEquals(play.ask(0, "OP", "BOB"), [
      "1< <bob> MODE bob +o",
      "1< RPL_YOUREOPER",
      "acted: server op bob",
      "0< NOTE IS_OPERATOR bob",
    ]);
    assertEquals(play.ask(1, "WALLOPS", "hi"), ["0< <bob> WALLOPS hi", "1< <bob> WALLOPS hi"]);
    assertEquals(play.ask(0, "OP", "bob"), ["0< NOTE IS_OPERATOR bob"]);
    assertEquals(play.ask(0, "DEOP", "bob"), [
      "1< <bob> MODE bob -o",
      "acted: server deop bob",
      "0< NOTE IS_NO_OPERATOR bob",
    ]);
    assertEquals(play.ask(0, "DEOP", "bob"), ["0< NOTE IS_NO_OPERATOR bob"]);
    assertEquals(play.ask(1, "WALLOPS", "hi"), ["1< ERR_NOPRIVILEGES"]);
    assertEquals(play.ask(0, "OP", "eve"), ["0< ERR_NOSUCHNICK eve"]);
  });

  test("leave the person at the terminal what it is", () => {
    const play = withConsole();
    assertEquals(play.ask(0, "DEOP", "server"), ["0< NOTE IS_OPERATOR server"]);
    assertEquals(play.ask(0, "REHASH"), ["0< RPL_REHASHING settings", "acted: server rehash"]);
  });

  test("are no commands for anybody else, not even for operators", () => {
    const play = withConsole();
    play.guest(2);
    assertEquals(play.ask(2, "OP", "bob"), ["2< ERR_UNKNOWNCOMMAND OP"]);
    play.ask(0, "OP", "bob");
    assertEquals(play.ask(1, "DEOP", "server"), ["1< ERR_UNKNOWNCOMMAND DEOP"]);
  });
});

describe("CHGHOST", () => {
  test("is not for guests, whose name is their address, nor for the console", () => {
    const play = withConsole();
    play.guest(2);
    assertEquals(play.ask(0, "CHGHOST", "g10-0-0-1", "a", "b"), ["0< FAIL INVALID_TARGET g10-0-0-1"]);
    assertEquals(play.ask(0, "CHGHOST", "server", "a", "b"), ["0< FAIL INVALID_TARGET server"]);
    assertEquals(play.ask(0, "CHGHOST", "bob", "a", "b").length, 2);
  });
});

test("REHASH asks whoever runs the server", () => {
  const play = withConsole();
  const effects = play.effects(0, "REHASH");
  assertEquals(effects.at(-1), { kind: "rehash", session: 0 });
  assertEquals(play.ask(1, "REHASH"), ["1< ERR_NOPRIVILEGES"]);
});
