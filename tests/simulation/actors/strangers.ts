/** Who is no honest client: garbage, silence, other protocols, headers of proxies, lines without an end. */
import { Buffer } from "node:buffer";
import type { World } from "../world.ts";
import { Client } from "./client.ts";
import { LineWire } from "./wire.ts";

const OPENINGS: readonly string[] = [
  "",
  "\n",
  "NICK",
  "CAP LS 302\r\n",
  "CAP LS 302\r\nNICK stranger\r\n",
  "WEBIRC password gateway host 10.1.1.1\r\n",
  "\x16\x03\x01\x02\x00\x01",
  "GET / HTTP/1.1\r\nHost: 10.0.0.9\r\n\r\n",
  "GET / HTTP/1.1\r\nHost:",
  "POST / HTTP/1.0\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\r\n\r\n\0\r\nQUIT\n",
  "PROXY TCP4 10.3.3.3 10.0.0.9 1 2\r\nNICK stranger\r\nUSER a 0 * :a\r\n",
  "PROXY NONSENSE\r\n",
  "\xff\xfd\x18\xff\xfa\x18\xff\xf0",
  `NICK a\r\n${"x".repeat(20_000)}`,
  `QUIT :${"y".repeat(600)}`,
];

/** Whatever happens to a stranger is right, as long as nobody else notices. */
export class Stranger extends Client {
  readonly isReady = false;

  constructor(world: World, who: string) {
    super(world, who, new LineWire("\n"));
    this.isRude = true;
    this.isUnresponsive = true;
  }

  opened(): void {
    const { random } = this.world;
    if (this.link) this.link.needsRealTurns = true;
    this.link?.send(Buffer.from(random.pick(OPENINGS), "latin1"));
    if (random.chance(0.3)) this.link?.send(noise(this.world));
    if (random.chance(0.2)) this.halfClose();
  }

  protected read(): void {}

  protected sayLast(): void {}

  /** It reads nothing, so nothing is missed. */
  override ended(): void {
    this.broken();
    this.link?.finish();
  }

  override deserves(): boolean {
    return true;
  }
}

/** Colours, whose digits are letters where a line is cut before them. https://modern.ircdocs.horse/formatting#characters */
const COLOURS: readonly number[] = [0x03, 0x04];

/** Bytes of any kind that nobody may ever read: control characters, and no letters that make a word of ours. */
function noise({ random }: World): Uint8Array {
  const bytes = random.bytes(random.pick([1, 10, 300, 9_000]));
  return bytes.map((byte) => (byte > 0x40 || COLOURS.includes(byte) ? byte | 0x80 : byte));
}
