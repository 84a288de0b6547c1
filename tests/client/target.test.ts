/** Where to connect to, as people write it. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { parseTarget, type TargetResult } from "../../src/client/target.ts";

function tcp(host: string, port: number): TargetResult {
  return { kind: "tcp", host, port, irc: false, rooms: "" };
}

function irc(host: string, port: number, rooms = ""): TargetResult {
  return { kind: "tcp", host, port, irc: true, rooms };
}

function problem(reason: Extract<TargetResult, { kind: "problem" }>["problem"], word: string): TargetResult {
  return { kind: "problem", problem: reason, word };
}

const examples: readonly [line: string, expected: TargetResult][] = [
  ["192.168.55.13 8081", tcp("192.168.55.13", 8081)],
  ["192.168.55.13:8081", tcp("192.168.55.13", 8081)],
  ["host.local:80", tcp("host.local", 80)],
  ["[::1]:8081", tcp("::1", 8081)],
  ["::1 8081", tcp("::1", 8081)],
  ["[fe80::1%eth0] 8081", tcp("fe80::1%eth0", 8081)],
  ["unix:/run/chat.sock", { kind: "unix", path: "/run/chat.sock" }],
  ["irc://irc.example/#room", irc("irc.example", 6667, "#room")],
  ["irc://irc.example:7000/#room", irc("irc.example", 7000, "#room")],
  ["irc://[::1]", irc("::1", 6667)],
  ["IRC://host/%23caf%C3%A9,tea?key=1", irc("host", 6667, "#café,tea")],
  ["irc://host/%", irc("host", 6667, "%")],
  ["ircs://[::1]", problem("usageTls", "ircs://[::1]")],
  ["host 6667", irc("host", 6667)],
  ["host:6697", irc("host", 6697)],
  ["", problem("usageMissingTarget", "")],
  ["unix:", problem("usageMissingTarget", "unix:")],
  ["host", problem("usageMissingPort", "host")],
  ["[::1]", problem("usageMissingPort", "[::1]")],
  ["fe80::1", problem("usageIpv6", "fe80::1")],
  ["host port", problem("usageBadPort", "port")],
  ["host:", problem("usageBadPort", "")],
  ["host 0", problem("usageBadPort", "0")],
  ["host 65536", problem("usageBadPort", "65536")],
  ["host 80.5", problem("usageBadPort", "80.5")],
  ["host 80 again", problem("usageTooMany", "again")],
  ["unix:/run/chat.sock 80", problem("usageTooMany", "80")],
];

describe("parseTarget", () => {
  for (const [line, expected] of examples) {
    test(line === "" ? "(nothing)" : line, () => {
      assertEquals(parseTarget(line === "" ? [] : line.split(" ")), expected);
    });
  }
});
