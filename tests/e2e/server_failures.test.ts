/** Starts that cannot work: a clear message on stderr, the right exit code. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Requirement, testNeeding } from "../helpers/requirement.ts";
import { asNobody, freePort, nobodyMayRunIt } from "./programs.ts";
import { runServer, startServer } from "./running_server.ts";

const lowPortsAreKept: Requirement = () => {
  const file = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
  const isKept = existsSync(file) && Number(readFileSync(file, "utf8")) > 81;
  return isKept ? undefined : "ports below 1024 are free for everybody here";
};

describe("a command line that is wrong", () => {
  const wrong: readonly { args: readonly string[]; message: string }[] = [
    { args: ["127.0.0.1"], message: "Expected no argument, HOST PORT" },
    { args: ["127.0.0.1", "8081", "8082"], message: "but got 3 argument(s): 127.0.0.1 8081 8082" },
    { args: ["127.0.0.1", "http"], message: '"http" is no port. Use a number from 0 to 65535' },
    { args: ["127.0.0.1", "65536"], message: '"65536" is no port.' },
    { args: ["127.0.0.1", "-1"], message: "-1" },
    { args: ["127.0.0.1", "80.5"], message: '"80.5" is no port.' },
    { args: ["127.0.0.1:"], message: '"" is no port.' },
    { args: ["unix:"], message: '"unix:" is no address' },
    { args: ["--colour"], message: "There is no option --colour." },
    { args: ["--channel"], message: "--channel needs a value." },
    { args: ["--channel", "a b"], message: '--channel: "a b" is not allowed.' },
    { args: ["--max-clients", "none"], message: '--max-clients: "none" is not allowed.' },
  ];
  for (const { args, message } of wrong) {
    test(`${args.join(" ")} ends with 2`, async () => {
      const { code, stdout, stderr } = await runServer(args);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, message);
      assertStringIncludes(stderr, "chat-server --help lists what there is.");
    });
  }

  test("is told in the locale's language", async () => {
    const { code, stderr } = await runServer(["127.0.0.1", "http"], { env: { LC_ALL: "zh_CN.UTF-8" } });
    assertEquals(code, 2);
    assertStringIncludes(stderr, "“http”不是端口。");
  });
});

describe("an address that cannot be had", () => {
  test("because it is not this machine's ends with 69", async () => {
    const { code, stderr } = await runServer(["192.0.2.1", "8081"]);
    assertEquals(code, 69, stderr);
    assertStringIncludes(stderr, "Cannot listen on 192.0.2.1:8081: this machine does not have that address.");
  });

  test("because another program listens there ends with 69, and disturbs nobody there", async () => {
    await using first = await startServer();
    const [ann, bob] = await first.guests(2);
    const { code, stderr } = await runServer(["127.0.0.1", String(first.port)]);
    assertEquals(code, 69, stderr);
    assertStringIncludes(stderr, `Cannot listen on 127.0.0.1:${first.port}: another program already does.`);
    ann.send("hello\n");
    await bob.hears("<127.0.0.11> hello\n");
  });

  test("because a server listens on every interface there ends with 69", async () => {
    const everywhere = createServer().listen(0, "0.0.0.0");
    await once(everywhere, "listening");
    const address = everywhere.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { code } = await runServer(["127.0.0.1", String(port)]);
    everywhere.close();
    assertEquals(code, 69);
  });

  test("because the name is nobody's ends with 69", async () => {
    const { code, stderr } = await runServer(["no-such-host.invalid", "8081"]);
    assertEquals(code, 69, stderr);
    assertStringIncludes(stderr, 'Cannot find an address for "no-such-host.invalid".');
  });

  testNeeding(
    { needs: [lowPortsAreKept, nobodyMayRunIt] },
    "because the port is below 1024 ends with 77",
    async () => {
      const { code, stderr } = await runServer(["127.0.0.1", "81"], { within: asNobody() });
      assertEquals(code, 77, stderr);
      assertStringIncludes(
        stderr,
        "Cannot listen on 127.0.0.1:81: no permission. Ports below 1024 need root;",
      );
    },
  );

  test("is told in Chinese with --lang zh", async () => {
    const { code, stderr } = await runServer(["192.0.2.1", String(await freePort()), "--lang", "zh"]);
    assertEquals(code, 69);
    assertStringIncludes(stderr, "本机没有这个地址");
  });
});
