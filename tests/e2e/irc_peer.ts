/** Somebody with a raw socket who speaks IRC. */
import type { Peer } from "./peer.ts";
import { until } from "./programs.ts";
import type { RunningServer } from "./running_server.ts";

export class IrcPeer {
  readonly #peer: Peer;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  /** Everything the server has sent. */
  get text(): string {
    return this.#peer.text;
  }

  /** The whole lines so far. */
  lines(): string[] {
    return this.text.split("\r\n").slice(0, -1);
  }

  send(...lines: readonly string[]): void {
    this.#peer.send(lines.map((line) => `${line}\r\n`).join(""));
  }

  async hears(text: string): Promise<void> {
    await until(
      () => this.text.includes(text),
      () => `${JSON.stringify(text)} in ${JSON.stringify(this.text)}`,
    );
  }

  /** Asks, and waits until everything that was asked so far is answered. @returns the lines that came meanwhile. */
  async asks(...lines: readonly string[]): Promise<string[]> {
    const before = this.lines().length;
    asked += 1;
    const token = `asked-${asked}`;
    this.send(...lines, `PING ${token}`);
    await this.hears(` :${token}\r\n`);
    return this.lines()
      .slice(before)
      .filter((line) => !line.endsWith(` :${token}`));
  }

  async untilEnd(): Promise<string> {
    return await this.#peer.untilEnd();
  }
}

let asked = 0;

/** Connects and registers. */
export async function ircGuest(server: RunningServer, nick: string): Promise<IrcPeer> {
  const peer = new IrcPeer(await server.connect());
  peer.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
  await peer.hears(` ${nick} :End of /MOTD command`);
  return peer;
}
