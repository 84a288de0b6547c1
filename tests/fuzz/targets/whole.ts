/** What holds of the whole edge: settings files, HTTP, and connections of any language with somebody looking on. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { assert } from "@std/assert";
import { HttpService } from "../../../src/network/http/service.ts";
import { detectDialect } from "../../../src/protocol/dialect.ts";
import { LINE_BYTES_MAX } from "../../../src/protocol/limits.ts";
import { utf8Length } from "../../../src/protocol/split-text.ts";
import { loadSettings } from "../../../src/server/load-settings.ts";
import { FakeClock } from "../../helpers/fake-clock.ts";
import { NetworkPlayground } from "../../network/playground.ts";
import { cut } from "../inputs.ts";
import type { Target } from "../target.ts";

let folder: string | undefined;

function settingsPath(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "chat-fuzz-"));
    process.on("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return join(folder, "chat.toml");
}

const settings: Target = {
  name: "settings file",
  outcomes: ["settings", "bad-file", "bad-value", "unknown key"],
  grammar: {
    examples: [
      'listen = ["*:8081"]\nlang = "zh"\nbuffer-size = 4096\n',
      '[operators]\nann = "secret"\n[webirc]\n"10.0.0.0/8" = "password"\n',
      'motd = ["a", "b"]\nudp = false\nmax-clients = 10\n',
      'listen = 5\nlang = "xx"\nbuffer-size = -1\nchannel = "lobby"\noperators = []\nmax-clients = 1e9\n',
      'casemapping = 1\n[udp]\nx = 2020-01-01\n[webirc]\n"10.0.0.0/33" = 1\n',
    ],
    tokens: ["\n", '"', "'", "[", "]", "=", "operators", "1e9", "-1", "2020-01-01", "\\u0000", ".", "{", "#"],
  },
  check(bytes) {
    const file = settingsPath();
    writeFileSync(file, bytes);
    const loaded = loadSettings({ flags: {}, environment: {}, file });
    const { channel, "buffer-size": size, listen } = loaded.settings;
    assert(channel.startsWith("#") && Number.isInteger(size) && size >= 64 && Array.isArray(listen));
    const unknown = loaded.unknownKeys.length > 0 ? ["unknown key"] : [];
    if (loaded.errors.length === 0) return ["settings", ...unknown];
    return [...loaded.errors.map(({ kind }) => kind), ...unknown];
  },
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const HTTP_TURNS = 3;

/** Somebody's copy of their data; nobody's but for the right token. */
function openExport(token: string): AsyncIterable<string> | undefined {
  return token === EXPORT_TOKEN ? copy() : undefined;
}

async function* copy(): AsyncGenerator<string> {
  yield "{}\n";
}

const EXPORT_TOKEN = "t0ken";

/** One for all inputs: listeners of the library are made once, as in the server. */
const clock = new FakeClock();
const faults: unknown[] = [];
const http = new HttpService({
  clock,
  site: { allowedHosts: [], allowedOrigins: [], isReady: () => true, openExport },
  fault: (error) => void faults.push(error),
});

const httpTarget: Target = {
  name: "HTTP",
  outcomes: ["101", "200", "400", "404", "413", "421", "426", "copy"],
  grammar: {
    examples: [
      "GET / HTTP/1.1\r\nHost: 10.0.0.9\r\n\r\n",
      `GET /export/${EXPORT_TOKEN} HTTP/1.1\r\nHost: 10.0.0.9\r\n\r\n`,
      "POST /x HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc",
      "GET / HTTP/1.1\r\nHost: 10.0.0.9\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\x81\x82",
    ],
    tokens: [
      "\r\n",
      ":",
      " ",
      "\r\n\r\n",
      "Host: ",
      "Transfer-Encoding: chunked\r\n",
      "Expect: 100-continue\r\n",
      "\0",
      "CONNECT",
      "/export/",
      "%2e%2e/",
    ],
  },
  async check(bytes, random) {
    if (detectDialect(bytes) !== "http") return ["another language"];
    let answer = "";
    let ends = 0;
    let upgrades = 0;
    const address = { family: "ipv4", host: "10.0.0.9", port: 8081 } as const;
    const end = (): void => {
      ends += 1;
    };
    const transport = {
      remote: address,
      local: address,
      write(written: Uint8Array): void {
        answer += new TextDecoder("latin1").decode(written);
      },
      isBehind: false,
      end,
      kill: end,
    };
    const exchange = http.open(transport, () => {
      upgrades += 1;
    });
    for (const piece of cut(bytes, random)) exchange.push(piece);
    for (let turn = 0; turn < HTTP_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    exchange.peerEnded();
    clock.advance(11_000);
    assert(ends + upgrades >= 1 && upgrades <= 1, `${ends} ends, ${upgrades} upgrades`);
    assert(answer === "" || answer.startsWith("HTTP/1.1 "), answer);
    exchange.closed();
    assert(clock.timerCount === 0, "a timer is left behind");
    const [fault] = faults;
    if (fault) throw fault;
    if (answer.includes("{}"))
      assert(textOf(bytes).includes(`/export/${EXPORT_TOKEN}`), "nobody else opens it");
    return [answer === "" ? "silence" : answer.slice(9, 12), ...(answer.includes("{}") ? ["copy"] : [])];
  },
};

const ANN = "NICK ann\r\nUSER a 0 * :a\r\nJOIN #lobby\r\n";

const connection: Target = {
  name: "connection",
  outcomes: ["greeted", "welcomed", "refused", "came", "heard", "renamed"],
  grammar: {
    examples: [
      "NICK bob\r\nUSER b 0 * :b\r\nJOIN #lobby\r\nPRIVMSG #lobby :hi\r\nQUIT :bye\r\n",
      "CAP LS 302\r\nCAP REQ :message-tags batch labeled-response echo-message\r\nNICK c\r\nUSER c 0 * :c\r\nCAP END\r\n@label=1;+a=b TAGMSG #lobby\r\n",
      "hello\n/nick dora\n/msg ann hi\n/topic x\nexit\n",
      "NICK d\nUSER d 0 * :d\nJOIN #a,#b\nMODE #a +bklo *!*@* k 5 d\nTOPIC #a :x\nKICK #a d\nINVITE ann #b\nWHO #a %tcuihsnfdlaor\nLIST\nRENAME #b #c\n",
    ],
    tokens: [
      "\r\n",
      "\r",
      "\0",
      " :",
      ",",
      "#",
      "#lobby",
      "@label=x ",
      "MODE ",
      "NICK ",
      "PRIVMSG ",
      "\x01",
      "\xff",
      "+o",
    ],
  },
  check(bytes, random) {
    const play = new NetworkPlayground();
    const onlooker = play.connect("10.0.0.2");
    onlooker.send(ANN);
    const stranger = play.connect("10.0.0.3");
    for (const piece of cut(bytes, random)) stranger.send(piece);
    play.clock.advance(3_000);
    stranger.end();
    play.clock.advance(2_000);
    const shown = onlooker.read();
    for (const line of shown.split("\r\n")) {
      assert(!/[\r\n\0]/.test(line), JSON.stringify(line));
      assert(utf8Length(line) <= LINE_BYTES_MAX, line);
    }
    stranger.connection.closed();
    onlooker.connection.closed();
    play.clock.settle();
    assert(play.clock.timerCount === 0, "a timer is left behind");
    return outcomesOf(stranger.read(), shown);
  },
};

/** What the stranger was told, and what others were. */
function outcomesOf(told: string, shown: string): string[] {
  const signs = {
    greeted: told.startsWith("Welcome to this chatroom!"),
    welcomed: told.includes(" 001 "),
    refused: told.includes(" 421 "),
    came: shown.includes("10.0.0.3 JOIN #lobby"),
    heard: shown.includes("10.0.0.3 PRIVMSG "),
    renamed: shown.includes("10.0.0.3 NICK "),
  };
  return Object.entries(signs).flatMap(([sign, isThere]) => (isThere ? [sign] : []));
}

export const WHOLE: readonly Target[] = [settings, httpTarget, connection];
