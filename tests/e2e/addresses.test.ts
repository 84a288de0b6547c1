/** Where the server listens: unix sockets, IPv6, several addresses, all interfaces. */

import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Requirement } from "../helpers/requirement.ts";
import { testNeeding } from "../helpers/requirement.ts";
import { runServer, startServer } from "./running_server.ts";

const ipv6: Requirement = () =>
  Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"))
    ? undefined
    : "loopback has no IPv6";

/** A folder for one test. */
class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "chat-e2e-"));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

describe("a unix socket", () => {
  test("is a way in like any other, and gone after a stop", async () => {
    using folder = new Folder();
    const path = join(folder.path, "chat.sock");
    await using server = await startServer({ args: [`unix:${path}`] });
    assertEquals(server.addresses, [`unix:${path}`]);
    const ann = await server.guest({ path });
    const bob = await server.guest({ path });
    assertStringIncludes(ann.text, `at unix:${path}, room #lobby`);
    await bob.asks("/who", "glocal  local\nglocal-2  local\n");
    ann.send("hello\n");
    await bob.hears("<local> hello\n");
    assertEquals(await server.stop(), 0);
    assertEquals(existsSync(path), false);
  });

  test("whose server was killed is taken over", async () => {
    using folder = new Folder();
    const path = join(folder.path, "chat.sock");
    await using first = await startServer({ args: [`unix:${path}`] });
    await first.kill();
    assertEquals(statSync(path).isSocket(), true);
    await using second = await startServer({ args: [`unix:${path}`] });
    await second.guest({ path });
  });

  test("of a server that runs is not", async () => {
    using folder = new Folder();
    const path = join(folder.path, "chat.sock");
    await using first = await startServer({ args: [`unix:${path}`] });
    const { code, stderr } = await runServer([`unix:${path}`]);
    assertEquals(code, 69);
    assertStringIncludes(stderr, `Cannot listen on unix:${path}: another program already does.`);
    await first.guest({ path });
  });

  test("never takes the place of a file", async () => {
    using folder = new Folder();
    const path = join(folder.path, "letters.txt");
    writeFileSync(path, "precious");
    const { code } = await runServer([`unix:${path}`]);
    assertEquals([code, statSync(path).size], [69, 8]);
  });

  test("in a folder that is not there is an error", async () => {
    const { code, stderr } = await runServer(["unix:/no/such/folder/chat.sock"]);
    assertEquals(code, 69, stderr);
    assertStringIncludes(stderr, "unix:/no/such/folder/chat.sock");
  });
});

describe("IPv6", () => {
  for (const args of [["::1", "0"], ["[::1]:0"], ["[::1]", "0"]]) {
    testNeeding({ needs: [ipv6] }, `is listened on as ${args.join(" ")}`, async () => {
      await using server = await startServer({ args });
      assertEquals(server.addresses, [`[::1]:${server.port}`]);
      const [ann, bob] = [await server.guest({ host: "::1" }), await server.guest({ host: "::1" })];
      assertStringIncludes(ann.text, `at [::1]:${server.port}`);
      ann.send("hello\n");
      await bob.hears("<::1> hello\n");
    });
  }

  testNeeding(
    { needs: [ipv6] },
    "`::` hears both, and shows IPv4 addresses as people know them",
    async () => {
      await using server = await startServer({ args: ["::", "0"] });
      const ann = await server.guest({ host: "::1" });
      const bob = await server.guest({ host: "127.0.0.1", from: "127.0.0.12" });
      bob.send("hello\n");
      await ann.hears("<127.0.0.12> hello\n");
      ann.send("hello\n");
      await bob.hears("<::1> hello\n");
      await bob.asks("/who", "g127-0-0-12  127.0.0.12\n");
      await server.logs("who=127.0.0.12 nick=g127-0-0-12");
    },
  );
});

describe("several addresses", () => {
  test("are one chat, one line to join each", async () => {
    using folder = new Folder();
    const path = join(folder.path, "chat.sock");
    const args = ["127.0.0.1:0", "--listen", "127.0.0.2:0", "--listen", `unix:${path}`];
    await using server = await startServer({ args, listeners: 3 });
    const [first = "", second = "", third] = server.addresses;
    assertEquals(
      [first.split(":")[0], second.split(":")[0], third],
      ["127.0.0.1", "127.0.0.2", `unix:${path}`],
    );
    for (const host of [first, second])
      assertStringIncludes(server.stdout, `./chat-client ${host.replace(":", " ")}`);
    const ann = await server.guest({ from: "127.0.0.11" });
    const bob = await server.guest({
      host: "127.0.0.2",
      port: Number(second.split(":")[1]),
      from: "127.0.0.12",
    });
    const eve = await server.guest({ path });
    ann.send("hello\n");
    for (const listener of [bob, eve]) await listener.hears("<127.0.0.11> hello\n");
    assertStringIncludes(bob.text, `at ${second}, room`);
  });

  test("fail together, and leave nothing behind", async () => {
    using folder = new Folder();
    const path = join(folder.path, "chat.sock");
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { code, stderr } = await runServer(["--listen", `unix:${path}`, "--listen", `127.0.0.1:${port}`]);
    taken.close();
    assertEquals(code, 69);
    assertStringIncludes(stderr, `127.0.0.1:${port}`);
    assertEquals(existsSync(path), false);
  });

  test("a name is an address too", async () => {
    await using server = await startServer({ args: ["localhost", "0"] });
    const host = server.addresses[0]?.startsWith("[") ? "::1" : "127.0.0.1";
    await server.guest({ host });
  });
});
