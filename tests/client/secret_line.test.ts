/** What of a line with a password may stay. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { withoutSecret } from "../../src/client/secret-line.ts";

const LINES: Readonly<Record<string, string>> = {
  "/login ann pencil": "/login ann",
  "  /LOGIN ann pencil case": "  /LOGIN ann",
  "/login ann": "/login ann",
  "/register ann pencil a@lan.test": "/register ann",
  "/register": "/register",
  "/password pencil crayon": "/password",
  "/oper ann pencil": "/oper ann",
  "/msg NickServ IDENTIFY ann pencil": "/msg NickServ IDENTIFY",
  "/q ns identify pencil": "/q ns identify",
  "/msg NickServ HELP": "/msg NickServ HELP",
  "/raw PASS pencil": "/raw PASS",
  "/raw NS IDENTIFY pencil": "/raw NS",
  "/raw PRIVMSG NickServ :IDENTIFY pencil": "/raw PRIVMSG NickServ",
  "/msg bob /login ann pencil": "/msg bob /login ann pencil",
  "I said /login ann pencil": "I said /login ann pencil",
};

for (const [line, kept] of Object.entries(LINES)) {
  test(line, () => assertEquals(withoutSecret(line), kept));
}
