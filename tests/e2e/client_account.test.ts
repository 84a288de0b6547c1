/** chat-client with chat-server: accounts are made, logged in to, and logged in to again. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { clientCommand, Program, testEnvironment, until } from "./programs.ts";
import { ON_DISK, type RunningServer, startServer } from "./running_server.ts";

const PASSWORD = "密码 pencil-418";

/** Flags behind the address, and what is in the environment. */
interface Wishes {
  readonly flags: readonly string[];
  readonly password?: string;
}

function client({ port }: RunningServer, { flags, password }: Wishes): Program {
  const env = { ...testEnvironment(), ...(password === undefined ? {} : { CHAT_PASSWORD: password }) };
  return new Program([...clientCommand(), "127.0.0.1", String(port), ...flags], { env });
}

async function shows(program: Program, text: string): Promise<void> {
  await until(
    () => `${program.stdout}${program.stderr}`.includes(text),
    () => `"${text}" in:\n${program.stdout}${program.stderr}`,
  );
}

async function arrived(server: RunningServer, wishes: Wishes): Promise<Program> {
  const program = client(server, wishes);
  await shows(program, "You are in #lobby now");
  return program;
}

/** Somebody who has just made the account `ann`. */
async function registered(server: RunningServer): Promise<Program> {
  const ann = await arrived(server, { flags: ["--nick", "ann"], password: PASSWORD });
  ann.type("/register\n");
  await shows(ann, "You are logged in as ann.");
  return ann;
}

describe("accounts in chat-client", () => {
  test("an account is made, and its name is nobody else's", async () => {
    await using server = await startServer();
    {
      await using ann = await registered(server);
      await shows(ann, "The account ann is yours.");
      ann.endInput();
      assertEquals(await ann.exited(), 0);
    }
    await using stranger = client(server, { flags: ["--nick", "ann"] });
    await shows(stranger, "The name ann belongs to an account. If it is yours: /login ann");
    await shows(stranger, "you are ann_ now");
  });

  test("--account logs in on arrival; a wrong password ends it with 77", async () => {
    await using server = await startServer();
    await using _ann = await registered(server);
    await using right = await arrived(server, { flags: ["--account", "ann"], password: PASSWORD });
    assertEquals(right.stdout.split("\n")[0], "You are logged in as ann.");
    await using wrong = client(server, { flags: ["--account", "ann", "--lang", "zh"], password: "wrong" });
    assertEquals(await wrong.exited(), 77);
    assertEquals(wrong.stderr.includes("拒绝以 ann 登录"), true);
  });

  test("devices of one person see what each of them says, and talk where they are", async () => {
    await using server = await startServer();
    await using first = await registered(server);
    await using second = await arrived(server, { flags: ["--account", "ann"], password: PASSWORD });
    await using ben = await arrived(server, { flags: ["--nick", "ben"] });
    second.type("from the second\n/msg ben psst\n/join tea\n");
    await shows(first, "<ann> from the second");
    await shows(first, "[private] → ben <ann> psst");
    await shows(first, "You are in #tea now, too; /join #tea talks there.");
    first.type("from the first\n");
    await shows(ben, "<ann> from the first");
    await shows(second, "[#lobby] <ann> from the first");
    assertEquals(first.stdout.includes("from the first"), false);
  });

  test("/login and /logout change who one is", async () => {
    await using server = await startServer();
    await using _ann = await registered(server);
    await using other = await arrived(server, { flags: ["--nick", "dora"], password: PASSWORD });
    other.type("/login ann\n");
    await shows(other, "You are ann now.");
    await shows(other, "You are logged in as ann.");
    other.type("/logout\n");
    await shows(other, "You are logged out.");
  });

  test("a refused login is said, and makes a script fail", async () => {
    await using server = await startServer();
    await using _ann = await registered(server);
    await using script = client(server, { flags: ["--nick", "dora"] });
    script.type("/login ann wrong\n/register\nhello\n");
    script.endInput();
    assertEquals(await script.exited(), 1);
    assertEquals(script.stderr.includes("refuses the login as ann"), true);
    assertEquals(script.stderr.includes("wrong\n"), false);
  });

  test("another password counts at once", async () => {
    await using server = await startServer();
    await using dora = await arrived(server, { flags: ["--nick", "dora"] });
    dora.type("/register dora old-1\n");
    await shows(dora, "The account dora is yours.");
    dora.type("/password old-1 new-2\n");
    await shows(dora, "The password of dora is changed.");
    await using old = client(server, { flags: ["--account", "dora"], password: "old-1" });
    assertEquals(await old.exited(), 77);
    await using next = await arrived(server, { flags: ["--account", "dora"], password: "new-2" });
    await shows(next, "You are logged in as dora.");
  });

  test("after a crash of the server the client is logged in again by itself", async () => {
    const folder = await mkdtemp(join(tmpdir(), "chat-client-account-"));
    const start = (port: number) =>
      startServer({ args: ["127.0.0.1", String(port), "--data", folder], env: ON_DISK });
    try {
      const first = await start(0);
      const { port } = first;
      await using _maker = await registered(first);
      await using ann = await arrived(first, { flags: ["--account", "ann"], password: PASSWORD });
      await first.stop("SIGKILL");
      await using second = await start(port);
      await shows(ann, `Connected to 127.0.0.1:${port} again`);
      ann.type("still ann\n/whois ann\n");
      await shows(ann, "ann is logged in as ann");
      await using reader = await arrived(second, { flags: ["--nick", "ben", "--history", "5"] });
      await shows(reader, "<ann> still ann");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
