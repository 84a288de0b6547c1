/** What all clients have: a connection, a way to read it, and a conduct. */
import type { EndReason, SessionId } from "../../../src/protocol/effects.ts";
import type { Answers } from "../checkers/answers.ts";
import type { Link } from "../network/link.ts";
import type { Peer } from "../network/peer.ts";
import type { World } from "../world.ts";
import type { Wire } from "./wire.ts";

export abstract class Client implements Peer {
  readonly world: World;
  readonly who: string;
  readonly answers: Answers;
  /** Set as soon as it is connected. */
  link: Link | undefined;
  /** Its connection is over, or it never reads again. */
  isOver = false;
  /** It has said that it goes, or has ended its stream. */
  hasLeft = false;
  /** It has read slowly for a while, and may not have come to what it is asked. */
  isSlow = false;
  /** It reads late or never: it may miss what it is asked. */
  isUnresponsive = false;
  /** Has sent something for which it may be closed. */
  isRude = false;
  protected readonly wire: Wire;
  #saidCount = 0;
  /** Said just before the end of the stream, and not heard yet. */
  #lastWords: string | undefined;

  constructor(world: World, who: string, wire: Wire) {
    this.world = world;
    this.who = who;
    this.wire = wire;
    this.answers = world.answersFor(who);
  }

  /** It has said nothing to anybody yet. */
  get isSilent(): boolean {
    return this.#saidCount === 0;
  }

  /** Its lines may be said now: it is known. */
  abstract get isReady(): boolean;
  abstract opened(): void;
  /** A message; nothing follows it. */
  protected abstract sayLast(text: string): void;
  protected abstract read(line: string): void;

  get session(): SessionId | undefined {
    return this.link && this.world.sessionOf(this.link);
  }

  say(line: string): void {
    if (this.isOver) return;
    this.world.trace.note(this.who, "says", line);
    this.link?.send(this.wire.encode(line));
  }

  /** Words that are said nowhere else. */
  newText(bytes: number): string {
    this.#saidCount += 1;
    const start = `m${this.who}.${this.#saidCount} `;
    return start + FILLER.repeat(Math.ceil(bytes / 10)).slice(0, Math.max(1, bytes - start.length));
  }

  received(bytes: Uint8Array): void {
    if (this.isOver) return;
    for (const line of this.wire.decode(bytes)) this.read(line);
  }

  ended(): void {
    this.world.trace.note(this.who, "ended");
    // Who had to be greeted as a guest first has not read what that guest was told.
    const wasReady = this.isReady;
    this.#over();
    if (wasReady && this.session !== undefined) this.world.hearing.checkComplete(this.session, this.who);
    this.link?.finish();
  }

  broken(): void {
    this.world.trace.note(this.who, "broken");
    this.#over();
  }

  /** Asks for what it ought to know already. */
  review(): void {}

  /** Nothing is under way: everything it was due has come. */
  checkRest(session: SessionId): void {
    this.world.hearing.checkComplete(session, this.who);
    this.answers.checkComplete();
  }

  #over(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.world.gone(this);
  }

  // What happens to clients.

  reset(): void {
    this.#lastWords = undefined;
    this.hasLeft = true;
    this.link?.reset();
    this.#over();
  }

  vanish(): void {
    this.#lastWords = undefined;
    this.hasLeft = true;
    this.isUnresponsive = true;
    this.link?.vanish();
    this.#over();
  }

  /** FIN, with what was said on its way: the last words count, and those of plain people need no line end. */
  halfClose(): void {
    this.hasLeft = true;
    // Some have never said a word, and go as they came.
    if (this.isReady && this.world.random.chance(0.5)) this.#sayLastWords();
    this.link?.finish();
  }

  #sayLastWords(): void {
    this.#lastWords = this.newText(20);
    this.world.trace.note(this.who, "ends with", this.#lastWords);
    this.sayLast(this.#lastWords);
  }

  /** One of its messages is in the order. */
  wasHeard(text: string): void {
    if (text.endsWith(this.#lastWords ?? "")) this.#lastWords = undefined;
  }

  /** The rules end its session. Whoever only stopped sending has been heard to the end. */
  sessionEnds({ kind }: EndReason): void {
    const isUnheard = this.#lastWords !== undefined && this.link?.waitingWhenKilled === undefined;
    if (kind === "closed" && isUnheard)
      this.world.trace.violate("last words", `${this.who} was never heard to say "${this.#lastWords}"`);
  }

  /** What it was asked may stand behind what it was sent before. */
  get #hasBacklog(): boolean {
    const { latencyMs, kernelBytes } = this.world.plan.weather;
    const isWayNarrow = latencyMs >= NARROW_MS && kernelBytes <= NARROW_BYTES;
    return this.isSlow || isWayNarrow || (this.link?.state?.queue.unsentBytes ?? 0) > 0;
  }

  /** Whether the rules may end its session like that. */
  deserves({ kind }: EndReason): boolean {
    switch (kind) {
      case "closed":
        // Who was greeted as a guest and then shows another language ends as one.
        return this.hasLeft || this.isRude || !this.isReady;
      case "quit":
        return this.hasLeft || this.isRude;
      case "silent":
        return this.isUnresponsive;
      case "send-queue":
        return this.world.isOverloaded(this) || this.hasLeft;
      case "registration-timeout":
        return !this.isReady && (this.isUnresponsive || this.hasLeft || this.#hasBacklog);
      case "input-too-long":
        return this.isRude;
      case "banned":
      case "kicked":
        return true;
      case "shutdown":
      case "logged-in":
        return false;
    }
  }
}

/** So little at a time, so late: a welcome takes a minute. */
const NARROW_MS = 400;
const NARROW_BYTES = 512;

const FILLER = "x你y☕zé-ab";
