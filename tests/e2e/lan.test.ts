/** The main job: one server, people on other machines. Three hosts on one switch, inside network namespaces. */
import { execFileSync } from "node:child_process";
import process from "node:process";
import { describe } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { command, networkNamespaces, testNeeding } from "../helpers/requirement.ts";
import { clientCommand, Program, testEnvironment, until } from "./programs.ts";
import { type RunningServer, runServer, startServer } from "./running_server.ts";

/** The last numbers of 192.168.55.x. */
const HOSTS = [13, 14, 15] as const;
type Host = (typeof HOSTS)[number];

let lans = 0;

/** Three machines and a switch; nothing outside can be reached. */
class Lan {
  readonly #id: string;
  readonly #spaces: string[] = [];

  constructor() {
    lans += 1;
    this.#id = `chat-${process.pid}-${lans}`;
    try {
      this.#build();
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  #build(): void {
    const hub = this.#space("switch");
    ip("-n", hub, "link", "add", "switch", "type", "bridge");
    ip("-n", hub, "link", "set", "switch", "up");
    for (const host of HOSTS) {
      const space = this.#space(String(host));
      ip("-n", hub, "link", "add", `port${host}`, "type", "veth", "peer", "name", "eth0", "netns", space);
      ip("-n", hub, "link", "set", `port${host}`, "master", "switch", "up");
      ip("-n", space, "address", "add", `192.168.55.${host}/24`, "dev", "eth0");
      ip("-n", space, "link", "set", "eth0", "up");
      ip("-n", space, "link", "set", "lo", "up");
    }
  }

  #space(name: string): string {
    const space = `${this.#id}-${name}`;
    ip("netns", "add", space);
    this.#spaces.push(space);
    return space;
  }

  /** Words before a command that make it run on that machine. */
  on(host: Host): readonly string[] {
    return ["ip", "netns", "exec", `${this.#id}-${host}`];
  }

  /** At the end of the test, however it ends. */
  [Symbol.dispose](): void {
    for (const space of this.#spaces) ip("netns", "delete", space);
  }
}

function ip(...args: readonly string[]): void {
  execFileSync("ip", args, { stdio: "pipe" });
}

function serverOn(lan: Lan): Promise<RunningServer> {
  return startServer({ args: ["192.168.55.13", "8081"], within: lan.on(13) });
}

/** A program on one of the machines; its input stays open. */
function run(lan: Lan, host: Host, words: readonly string[]): Program {
  return new Program([...lan.on(host), ...words, "192.168.55.13", "8081"], { env: testEnvironment() });
}

/** chat-client on one of the machines, with this name. */
function join(lan: Lan, host: Host, nick: string): Program {
  return run(lan, host, [...clientCommand(), "--nick", nick]);
}

async function writes(program: Program, text: string): Promise<void> {
  await until(
    () => program.stdout.includes(text),
    () => `${JSON.stringify(text)} in ${JSON.stringify(program.stdout + program.stderr)}`,
  );
}

const WELCOME = "Welcome to this chatroom!\n";

describe("on a LAN", () => {
  testNeeding(
    { needs: [networkNamespaces], timeoutMs: 60_000 },
    "people on two machines talk through a server on a third",
    async () => {
      using lan = new Lan();
      await using server = await serverOn(lan);
      await using ann = join(lan, 14, "ann");
      await using bob = join(lan, 15, "bob");
      for (const client of [ann, bob]) await writes(client, WELCOME);

      ann.type("hello from 14\n");
      await writes(bob, "<ann> hello from 14\n");
      bob.type("你好，我在 15\n");
      await writes(ann, "<bob> 你好，我在 15\n");
      bob.type("/nick 小明\n");
      await writes(ann, "* bob is 小明 now\n");
      bob.type("/msg ann only for you\n");
      await writes(ann, "[private] <小明> only for you\n");

      assertStringIncludes(server.stdout, 'join="./chat-client 192.168.55.13 8081"');
      await server.logs("who=ann nick=ann");
      ann.endInput();
      assertEquals(await ann.exited(), 0, ann.stderr);
      assertEquals(await server.stop(), 0);
      await writes(bob, "The server says: Server shutting down\n");
    },
  );

  testNeeding(
    { needs: [networkNamespaces, command("nc")], timeoutMs: 60_000 },
    "nc and datagrams are heard from other machines",
    async () => {
      using lan = new Lan();
      await using _server = await serverOn(lan);
      await using ann = join(lan, 14, "ann");
      await writes(ann, WELCOME);
      await using tcp = run(lan, 15, ["nc", "-N"]);
      tcp.type("by nc\n");
      await writes(ann, "<192.168.55.15> by nc\n");
      await using udp = run(lan, 15, ["nc", "-u", "-q0"]);
      udp.type("by datagram\n");
      await writes(ann, "<192.168.55.15> by datagram\n");
      await using ours = run(lan, 15, [...clientCommand(), "--udp"]);
      ours.type("by chat-client --udp\n");
      await writes(ann, "<192.168.55.15> by chat-client --udp\n");
      ann.type("all heard\n");
      await writes(tcp, "<ann> all heard\n");
    },
  );

  testNeeding(
    { needs: [networkNamespaces], timeoutMs: 60_000 },
    "without arguments every interface is listened on, and the lines to type are printed",
    async () => {
      using lan = new Lan();
      await using server = await startServer({ args: [], within: lan.on(13) });
      assertStringIncludes(server.stdout, "./chat-client 192.168.55.13 8081");
      await using ann = join(lan, 14, "ann");
      await using local = new Program(
        [...lan.on(13), ...clientCommand(), "--nick", "bob", "127.0.0.1", "8081"],
        {
          env: testEnvironment(),
        },
      );
      for (const client of [ann, local]) await writes(client, WELCOME);
      ann.type("hello\n");
      await writes(local, "<ann> hello\n");
      local.type("hello\n");
      await writes(ann, "<bob> hello\n");
    },
  );

  testNeeding(
    { needs: [networkNamespaces], timeoutMs: 60_000 },
    "another machine's address is refused, with those this machine has",
    async () => {
      using lan = new Lan();
      const { code, stderr } = await runServer(["192.168.55.13", "8081"], { within: lan.on(14) });
      assertEquals(code, 69);
      assertStringIncludes(stderr, "this machine does not have that address. It has:");
      assertStringIncludes(stderr, "192.168.55.14");
    },
  );
});
