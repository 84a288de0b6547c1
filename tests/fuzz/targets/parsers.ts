/** What reads one whole thing: never throws, and what it writes is what it has read. */
import { assert, assertEquals } from "@std/assert";
import { decodeMessage, encodeGb18030 } from "../../../src/network/charset.ts";
import { detectDialect } from "../../../src/protocol/dialect.ts";
import { formatAnswer, PROBE_BYTES, parseAnswer, parseProbe } from "../../../src/protocol/discovery.ts";
import { formatIrcLine, parseIrcLine } from "../../../src/protocol/irc-line.ts";
import { parseProxyHeader } from "../../../src/protocol/proxy-header.ts";
import { clientOnlyTags, formatTags, parseTags } from "../../../src/protocol/tags.ts";
import type { Target } from "../target.ts";

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const ircLine: Target = {
  name: "IRC line",
  outcomes: ["nothing", "source", "tags", "params"],
  grammar: {
    examples: [":a!b@c PRIVMSG #x :hi there", "@a=b NICK  bob ", "USER a 0 * :", "001 :x y"],
    tokens: [" ", ":", "@", " :", "!", "\xe4\xbd\xa0", "\xc3\x9f"],
  },
  check(bytes) {
    const line = parseIrcLine(textOf(bytes).replace(/[\r\n\0]/g, ""));
    if (!line) return ["nothing"];
    const { source, command, params } = line;
    // What begins like something else can stand in no other place.
    if (source === "" || /^[@:]/.test(command)) return ["no command"];
    const again = parseIrcLine(formatIrcLine({ source, command, params }));
    assertEquals(again, { ...line, tags: undefined });
    const has = { source, tags: line.tags, params: params[1] };
    return Object.entries(has).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  },
};

const tags: Target = {
  name: "tags",
  outcomes: ["several", "client-only"],
  grammar: {
    examples: ["a=b;c;+d/e=f\\:g", "+typing=active;+typing=done", "time=2020;label=\\s\\\\"],
    tokens: [";", "=", "+", "\\", "\\:", "\\s", "\xe4\xbd\xa0", "/"],
  },
  check(bytes) {
    const raw = textOf(bytes).replace(/[\r\n\0 ]/g, "");
    const read = parseTags(raw);
    assertEquals([...parseTags(formatTags(read))], [...read]);
    const own = clientOnlyTags(raw);
    assertEquals(clientOnlyTags(own), own);
    assert(own.length <= raw.length && (own === "" || own.split(";").every((tag) => tag.startsWith("+"))));
    return [read.size > 1 ? "several" : "few", own === "" ? "none of a client" : "client-only"];
  },
};

const dialect: Target = {
  name: "first line",
  outcomes: ["http", "irc", "plain", "tls", "undecided"],
  grammar: {
    examples: [
      "GET / HTTP/1.1\r\n",
      "NICK bob\n",
      "CAP LS 302\r\n",
      "USER a b c :d\n",
      "\x16\x03\x01",
      "hello\n",
    ],
    tokens: [" ", ":", "\n", "\r\n", "QUIT", "PASS", "HTTP/1.", "WEBIRC", "\x16"],
  },
  check(bytes, random) {
    const early = detectDialect(bytes.subarray(0, random.below(bytes.length + 1)));
    const whole = detectDialect(bytes);
    if (early) assertEquals(whole, early);
    return [whole ?? "undecided"];
  },
};

const proxy: Target = {
  name: "PROXY header",
  outcomes: ["none", "incomplete", "bad", "ipv4", "ipv6", "proxied"],
  grammar: {
    examples: [
      "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n",
      "PROXY TCP6 ::1 fe80::1 1 65535\r\n",
      "PROXY UNKNOWN x\r\n",
      "\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x01\x02\x03\x04\x05\x06\x07\x08\0\x01\0\x02",
      `\r\n\r\n\0\r\nQUIT\n\x21\x21\0\x24${"\x01".repeat(36)}`,
      "\r\n\r\n\0\r\nQUIT\n\x20\0\0\0",
    ],
    tokens: ["\r\n", " ", "::ffff:1.2.3.4", "256", "\x21", "\x11", "\x31", "\xff\xff", "0"],
  },
  check(bytes, random) {
    const whole = parseProxyHeader(bytes);
    const early = parseProxyHeader(bytes.subarray(0, random.below(bytes.length + 1)));
    if (early.kind !== "incomplete") assertEquals(early, whole);
    if (whole.kind !== "proxied") return [whole.kind];
    assert(whole.length <= bytes.length);
    return [whole.source?.family ?? whole.kind];
  },
};

const charset: Target = {
  name: "gb18030",
  outcomes: ["utf-8", "gb18030", "replaced"],
  grammar: {
    examples: ["\xc4\xe3\xba\xc3", "\xe4\xbd\xa0\xe5\xa5\xbd", "\x81\x30\x81\x30a", "plain"],
    tokens: ["\xe4\xbd", "\x80", "\xff", "\x81\x30", "\xfe\x39\xfe\x39", "\xa2\xe3", "\xed\xa0\x80"],
  },
  check(bytes, random) {
    const { text, charset: found } = decodeMessage(bytes, random.pick(["utf-8", "gb18030"] as const));
    assert(text.length <= bytes.length);
    if (text.includes("\ufffd")) return ["replaced"];
    if (found === "gb18030") {
      const again = decodeMessage(encodeGb18030(text), "gb18030");
      assertEquals(again, { text, charset: found });
    }
    return [found];
  },
};

const probe: Target = {
  name: "UDP probe",
  outcomes: ["probe", "answer", "neither"],
  grammar: {
    examples: [`\0LANCHAT1 abcdefgh${"\0".repeat(500)}`, "\0LANCHAT1 abcdefgh 1.0 8081", "hello"],
    tokens: ["\0", " ", "\0LANCHAT1 ", "x".repeat(64), "8081"],
  },
  check(bytes) {
    const isAnswer = parseAnswer(bytes) !== undefined;
    const nonce = parseProbe(bytes);
    if (nonce === undefined) return [isAnswer ? "answer" : "neither"];
    const answer = { nonce, version: "1.2.3", port: 8081 };
    const sent = formatAnswer(answer);
    assert(sent.length <= Math.min(PROBE_BYTES, bytes.length), "an answer is never longer than its probe");
    assertEquals(parseAnswer(sent), answer);
    return ["probe"];
  },
};

export const PARSERS: readonly Target[] = [ircLine, tags, dialect, proxy, charset, probe];
