/** Chromium without a window, which opens one page of the test's own that talks to our server over a WebSocket. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Program, testEnvironment, until } from "./programs.ts";

const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"],
  ...["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  // Nothing outside of this machine, whatever it would like to look up.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** A web site with one page, which tells what it heard. */
export class WebSite implements AsyncDisposable {
  /** What the page has told so far, in its order: lines of the server, and at last `closed CODE`. */
  readonly told: string[] = [];
  readonly #script: string;
  readonly #server: Server;

  private constructor(script: string) {
    this.#script = script;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** @param script of the page. */
  static async start(script: string): Promise<WebSite> {
    const site = new WebSite(script);
    await once(site.#server.listen(0, "127.0.0.1"), "listening");
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async hears(isRight: (line: string) => boolean, what: string): Promise<void> {
    await until(
      () => this.told.some(isRight),
      () => `${what} among ${JSON.stringify(this.told)}`,
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") this.told.push(await text(request));
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html><meta charset="utf-8"><script>${this.#script}</script>`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await once(this.#server.close(), "close");
  }
}

/** A script that sends lines to our server once it is connected, and tells everything that happens, one after the other. */
export function scriptThatSays(lines: readonly string[], port: number): string {
  return `
    let telling = Promise.resolve();
    const tell = (body) => { telling = telling.then(() => fetch("/", { method: "POST", body })); };
    const socket = new WebSocket("ws://127.0.0.1:${port}/", ["text.ircv3.net"]);
    socket.onopen = () => { for (const line of ${JSON.stringify(lines)}) socket.send(line); };
    socket.onmessage = ({ data }) => tell(data);
    socket.onclose = ({ code }) => tell("closed " + code);`;
}

/** A browser with a profile of its own. */
export class Chromium extends Program {
  readonly #profile: string;

  constructor(url: string) {
    const profile = mkdtempSync(join(tmpdir(), "chromium-"));
    // It stays until it is ended, since something could be debugged.
    const stay = ["--remote-debugging-port=0", `--user-data-dir=${profile}`];
    super(["chromium", ...FLAGS, ...stay, url], { env: testEnvironment() });
    this.#profile = profile;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await this.kill("SIGTERM");
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
