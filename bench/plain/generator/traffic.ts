/**
 * Senders in a closed loop. The first clients of a crowd send; each keeps `window` messages in flight, where a message
 * is in flight until the next sender of the ring has received it. Everybody, senders included, receives.
 */
import { type Client, type Crowd, until } from "./crowd.ts";
import { blankLine, LineChecker, senderCounter, setSequence } from "./lines.ts";

export interface TrafficShape {
  readonly senders: number;
  readonly window: number;
  readonly lineBytes: number;
}

export class Traffic {
  /** What the server puts before each line. */
  readonly prefix: Uint8Array;
  readonly #crowd: Crowd;
  readonly #shape: TrafficShape;
  readonly #sentBefore: number[];
  readonly #sent: number[];
  #open = false;

  /** Clients must have nothing outstanding; `forget` was called after the last line. */
  constructor(crowd: Crowd, shape: TrafficShape, prefix: Uint8Array) {
    this.#crowd = crowd;
    this.#shape = shape;
    this.prefix = prefix;
    this.#sent = new Array(shape.senders).fill(0);
    this.#sentBefore = [...this.#sent];
    for (let sender = 0; sender < shape.senders; sender++) this.#closeLoop(sender);
  }

  get deliveryBytes(): number {
    return this.prefix.length + this.#shape.lineBytes;
  }

  /** Messages sent since the last `forget`. */
  get messages(): number {
    return this.#sent.reduce((sum, sent, sender) => sum + sent - (this.#sentBefore[sender] ?? 0), 0);
  }

  start(): void {
    this.#open = true;
    for (let sender = 0; sender < this.#shape.senders; sender++) this.#send(sender, this.#shape.window);
  }

  stop(): void {
    this.#open = false;
  }

  /** Starts all counts anew; the messages' own numbers go on. */
  forget(): void {
    this.#crowd.forget();
    this.#sent.forEach((sent, sender) => {
      this.#sentBefore[sender] = sent;
    });
  }

  /** Everybody's messages but one's own. */
  expectedBytes(index: number): number {
    const own = (this.#sent[index] ?? 0) - (this.#sentBefore[index] ?? 0);
    return (this.messages - own) * this.deliveryBytes;
  }

  /** How many of the clients have not received exactly what they should. */
  wrongClients(clients: readonly Client[] = this.#crowd.clients): number {
    return clients.filter(
      (client) => client.bytes !== this.expectedBytes(this.#crowd.clients.indexOf(client)),
    ).length;
  }

  /** From now on every byte is looked at. */
  checkEveryLine(): LineChecker[] {
    return this.#crowd.clients.map((client) => {
      const checker = new LineChecker(this.prefix, this.#shape.lineBytes, this.#sent);
      const read = client.read;
      client.read = (chunk) => {
        checker.read(chunk);
        read?.(chunk);
      };
      return checker;
    });
  }

  #closeLoop(sender: number): void {
    const observer = this.#crowd.clients[(sender + 1) % this.#shape.senders];
    if (!observer) throw new Error("more senders than clients");
    const seen = senderCounter(sender, {
      prefixBytes: this.prefix.length,
      lineBytes: this.#shape.lineBytes,
    });
    observer.read = (chunk) => {
      const count = seen(chunk);
      if (count > 0 && this.#open) this.#send(sender, count);
    };
  }

  #send(sender: number, count: number): void {
    const { lineBytes } = this.#shape;
    const line = blankLine(sender, lineBytes);
    const lines = new Uint8Array(count * lineBytes);
    const first = this.#sent[sender] ?? 0;
    for (let index = 0; index < count; index++) {
      lines.set(line, index * lineBytes);
      setSequence(lines, index * lineBytes, first + index);
    }
    const taken = this.#crowd.clients[sender]?.socket.write(lines);
    // At most a window is unread by the server, far less than a socket's buffers.
    if (taken !== lines.length)
      throw new Error(`sender ${sender} could write only ${taken} of ${lines.length} bytes`);
    this.#sent[sender] = first + count;
  }
}

/** Lets one client speak once, to learn what the server puts before its lines. The crowd is quiet afterwards. */
export async function learnPrefix(crowd: Crowd, lineBytes: number): Promise<Uint8Array> {
  const [speaker, listener] = crowd.clients;
  if (!speaker || !listener) throw new Error("two clients are needed");
  const line = Buffer.from(blankLine(0, lineBytes));
  let heard = Buffer.alloc(0);
  listener.read = (chunk) => {
    heard = Buffer.concat([heard, chunk]);
  };
  speaker.socket.write(line);
  await until("the first message", () => heard.includes(10));
  await crowd.quiet();
  const prefix = heard.subarray(0, heard.length - line.length);
  if (!heard.subarray(prefix.length).equals(line))
    throw new Error(`"${heard}" does not end with the line sent`);
  crowd.forget();
  return prefix;
}
