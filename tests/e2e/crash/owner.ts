/** Somebody with an account of their own, who changes what is kept of it for as long as the server lives, and notes what was promised. */
import { formatIrcLine, type IrcLine } from "../../../src/protocol/irc-line.ts";
import { LineSocket } from "./line-socket.ts";
import { type Property, READ_CHANNEL } from "./property.ts";

const CAPABILITIES = "draft/account-registration draft/read-marker message-tags server-time";
const READ_SINCE_MS = Date.parse("2020-01-01T00:00:00.000Z");

/** Every one so long, and in the first of them a channel is registered. */
const FIRST_ROUND = 4;

/** What one line asked, and which answer promises it. */
interface Asked {
  readonly line: string;
  /** Begins the answer where it is as asked. */
  readonly promise: RegExp;
  /** Is so from now on. */
  kept(): void;
}

export class Owner {
  readonly closed: Promise<void>;
  readonly #property: Property;
  readonly #socket: LineSocket;
  #asked: Asked | undefined;
  #step = 0;

  constructor(port: number, property: Property) {
    this.#property = property;
    this.#socket = new LineSocket(port, (line) => this.#read(line));
    this.closed = this.#socket.closed;
    const { name } = property;
    this.#socket.send(`CAP REQ :${CAPABILITIES}`, `NICK ${name}`, `USER ${name} 0 * :${name}`, "CAP END");
    this.#socket.send(`JOIN ${READ_CHANNEL},${property.channel}`);
    this.#askNext();
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }

  #read(line: IrcLine): void {
    const text = formatIrcLine(line);
    if (!this.#asked?.promise.test(text)) return;
    this.#asked.kept();
    this.#askNext();
  }

  /** One after the other, until the server is killed. */
  #askNext(): void {
    this.#step += 1;
    this.#asked = this.#step === 1 ? this.#register() : this.#change();
    this.#socket.send(this.#asked.line);
  }

  #change(): Asked {
    switch (this.#step % FIRST_ROUND) {
      case 2:
        return this.#setPassword();
      case 3:
        return this.#setMarker();
      case 0:
        return this.#step === FIRST_ROUND ? this.#registerChannel() : this.#setMarker();
      default:
        return this.#setAlwaysOn();
    }
  }

  #register(): Asked {
    const { password } = this.#property;
    const first = password.ask(`${this.#property.name}-1`);
    const line = `REGISTER * * :${first}`;
    return { line, promise: / REGISTER SUCCESS /, kept: () => password.kept(first) };
  }

  #setPassword(): Asked {
    const { name, password } = this.#property;
    const next = password.ask(`${name}-${this.#step}`);
    const line = `NS PASSWD ${password.known} ${next}`;
    return { line, promise: /:The password of \S+ is changed/, kept: () => password.kept(next) };
  }

  #setMarker(): Asked {
    const { marker } = this.#property;
    const next = marker.ask(READ_SINCE_MS + this.#step * 1_000);
    const time = new Date(next).toISOString();
    const line = `MARKREAD ${READ_CHANNEL} timestamp=${time}`;
    return {
      line,
      promise: new RegExp(` MARKREAD ${READ_CHANNEL} timestamp=${time}`),
      kept: () => marker.kept(next),
    };
  }

  #setAlwaysOn(): Asked {
    const { isAlwaysOn } = this.#property;
    const next = isAlwaysOn.ask(isAlwaysOn.known !== true);
    const line = `NS SET ALWAYS-ON ${next ? "on" : "off"}`;
    return { line, promise: /:The settings of \S+ are changed/, kept: () => isAlwaysOn.kept(next) };
  }

  #registerChannel(): Asked {
    const { channel, hasChannel } = this.#property;
    const next = hasChannel.ask(true);
    return {
      line: `CS REGISTER ${channel}`,
      promise: /:Channel \S+ successfully registered/,
      kept: () => hasChannel.kept(next),
    };
  }
}
