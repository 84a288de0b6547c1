/** Accounts on disk: what was acknowledged is there after any end, and a password is nowhere. */
import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TemporaryFolder } from "../helpers/temporary-folder.ts";
import { IrcPeer, ircGuest } from "./irc_peer.ts";
import { LOOPBACK, ON_DISK, type RunningServer, startServer } from "./running_server.ts";

function startIn(folder: string, env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  return startServer({ args: [...LOOPBACK, "--data", folder], env: { ...ON_DISK, ...env } });
}

const plain = (name: string, password: string): string =>
  Buffer.from(`\0${name}\0${password}`).toString("base64");

/** Somebody who has not come in. */
async function stranger(server: RunningServer): Promise<IrcPeer> {
  const peer = new IrcPeer(await server.connect());
  peer.send("CAP REQ sasl");
  await peer.hears("ACK :sasl");
  return peer;
}

async function logsIn(peer: IrcPeer, name: string, password: string): Promise<boolean> {
  const lines = await peer.asks("AUTHENTICATE PLAIN", `AUTHENTICATE ${plain(name, password)}`);
  return lines.some((line) => line.includes(" 903 "));
}

describe("an account", () => {
  test("that was acknowledged is there after the server is killed, with the newest password", async () => {
    using folder = new TemporaryFolder();
    {
      await using server = await startIn(folder.at("data"));
      const alice = await ircGuest(server, "alice");
      alice.send("REGISTER * * first");
      await alice.hears("REGISTER SUCCESS alice");
      alice.send("NS PASSWD first second");
      await alice.hears("The password of alice is changed.");
      assertEquals(await server.stop("SIGKILL"), null);
    }
    await using server = await startIn(folder.at("data"));
    const alice = await stranger(server);
    assertEquals(await logsIn(alice, "alice", "first"), false);
    assertEquals(await logsIn(alice, "alice", "second"), true);
    const [refused] = await (await ircGuest(server, "bob")).asks("NICK alice");
    assertStringIncludes(refused ?? "", " 433 bob alice ");
  });

  test("that was dropped is gone for good, and its name is free", async () => {
    using folder = new TemporaryFolder();
    {
      await using server = await startIn(folder.at("data"));
      const alice = await ircGuest(server, "alice");
      alice.send("REGISTER * * secret");
      await alice.hears("REGISTER SUCCESS alice");
      const [asked = ""] = await alice.asks("NS DROP alice");
      alice.send(`NS DROP alice ${/DROP alice (\w+)/.exec(asked)?.[1]}`);
      await alice.hears("Account alice is no more.");
      assertEquals(await server.stop("SIGKILL"), null);
    }
    await using server = await startIn(folder.at("data"));
    assertEquals(await logsIn(await stranger(server), "alice", "secret"), false);
    await ircGuest(server, "alice");
  });

  test("names that are nobody's have the same salt on every day, as an account's has", async () => {
    using folder = new TemporaryFolder();
    const salts: string[] = [];
    for (const _day of ["yesterday", "today"]) {
      await using server = await startIn(folder.at("data"));
      const peer = await stranger(server);
      const first = Buffer.from("n,,n=nobody,r=nonce").toString("base64");
      const lines = await peer.asks("AUTHENTICATE SCRAM-SHA-256", `AUTHENTICATE ${first}`);
      const challenge = Buffer.from(lines[1]?.split(" ").at(-1) ?? "", "base64").toString();
      salts.push(/,s=([^,]+),/.exec(challenge)?.[1] ?? "");
      assertEquals(await server.stop(), 0);
    }
    assert(salts[0]);
    assertEquals(salts[0], salts[1]);
  });
});

const PASSWORDS = [
  "s3same-right",
  "s3same-wrong",
  "s3same-next",
  "s3same-plain",
  "s3same-typo",
  "s3same-oper",
];

/** In every way there is to say one, right, wrong and mistyped. */
async function saysPasswords(server: RunningServer): Promise<readonly string[]> {
  const alice = await ircGuest(server, "alice");
  const bob = await ircGuest(server, "bob");
  alice.send(
    "JOIN #c",
    "REGISTER * * s3same-right",
    "NS IDENTIFY s3same-wrong",
    "NS PASSWD s3same-right s3same-next",
  );
  await alice.hears("The password of alice is changed.");
  await bob.asks("JOIN #c", "NS IDENTIFY alice s3same-wrong", "PRIVMSG NickServ :IDENTIFY alice s3same-typo");
  await bob.asks(
    "PRIVMSG NickServ :INDENTIFY s3same-typo",
    "NS s3same-typo",
    "REGISTER bob nonsense s3same-typo",
  );
  await bob.asks(
    "OPER root s3same-oper",
    "SAREGISTER carol s3same-typo",
    "PASS s3same-typo",
    "VERIFY bob s3same-typo",
  );
  const peer = await stranger(server);
  await logsIn(peer, "alice", "s3same-wrong");
  await logsIn(peer, "alice", "s3same-next");
  const guest = await server.guest();
  await guest.asks("/register dora s3same-plain", "Account created");
  await guest.asks("/login alice s3same-wrong", "Wrong name or password.");
  await guest.asks("/password s3same-plain s3same-next", "is changed");
  return [bob.text, peer.text, alice.text, guest.text];
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
}

test("a password is in no log, no file, and nothing that anybody is sent", async () => {
  using folder = new TemporaryFolder();
  await using server = await startIn(folder.at("data"), { CHAT_OPERATORS: "root=other" });
  const shown = await saysPasswords(server);
  const beforeTheEnd = filesIn(folder.at("data"));
  assertEquals(await server.stop(), 0);
  const texts = [...shown, server.stdout, server.stderr, ...beforeTheEnd, ...filesIn(folder.at("data"))];
  // Or the test would look at nothing.
  assert(texts.some((text) => text.includes("SCRAM") || text.includes("account-")));
  for (const text of texts) {
    for (const password of PASSWORDS) {
      assertEquals(text.includes(password), false, `${password} in ${text.slice(0, 2_000)}`);
      assertEquals(text.includes(Buffer.from(password).toString("base64").slice(0, -2)), false);
    }
  }
});
