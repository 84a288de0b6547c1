/** What the person types, done in its order: a line after `/join` waits until the server has let them in. */
import type { Timer } from "../../platform/clock.ts";
import { HELD_LINES_MAX } from "../limits.ts";
import { OUTGOING_BYTES_MAX } from "../outgoing.ts";
import { withoutSecret } from "../secret-line.ts";
import { isFarewell } from "../typed-line.ts";
import type { Action } from "./commands/action.ts";
import { readCommand } from "./commands/table.ts";
import type { Incoming } from "./incoming.ts";
import { perform } from "./perform.ts";
import type { Talk } from "./talk.ts";

/** How long lines wait for a room that neither lets this person in nor refuses. */
const MOVE_MS = 10_000;

export class Typing {
  readonly #talk: Talk;
  readonly #moved: () => void;
  #waiting: string[] = [];
  #hasEnded = false;
  /** A question is open that the person has to answer first. */
  #isAsking = false;
  #timer: Timer | undefined;

  /** @param moved called when all rooms asked for have answered, or took too long. */
  constructor(talk: Talk, moved: () => void) {
    this.#talk = talk;
    this.#moved = moved;
  }

  get isMoving(): boolean {
    return !this.#talk.moves.isDone;
  }

  typed(line: string): void {
    const { stay, context } = this.#talk;
    const isUrgent = stay.interactive && isFarewell(line);
    if (this.#isWaiting && !isUrgent) this.#keep(line);
    else for (const action of readCommand(line, context)) this.#do(action, line);
  }

  /** Nothing more will be typed. */
  end(): void {
    this.#hasEnded = true;
    this.goOn();
  }

  /** Rooms are being entered or left. */
  move(rooms: readonly string[]): void {
    this.#talk.moves.add(rooms, this.#talk.session.state);
    this.#timer?.cancel();
    this.#timer = this.#talk.stay.world.clock.after(MOVE_MS, () => this.#answered());
  }

  /** Takes note of the server's answers. To be called after the state has read the line. */
  read(line: Incoming): void {
    if (!this.isMoving) return;
    this.#talk.moves.read(line, this.#talk.session.state);
    if (!this.isMoving) this.#answered();
  }

  /** Does what has waited, as far as that goes. */
  goOn(): void {
    while (!this.#isWaiting) {
      const line = this.#waiting.shift();
      if (line === undefined) break;
      this.typed(line);
    }
    const isFree = !this.#isWaiting && this.#talk.session.outbox.isIdle;
    if (isFree && this.#talk.stay.unsentBytes < OUTGOING_BYTES_MAX / 2) this.#talk.stay.resumeInput();
    if (this.#hasEnded && !this.#isWaiting && !this.#talk.farewell.isFinishing) this.#talk.farewell.finish();
  }

  /** The connection is gone, and with it every answer. */
  stop(): void {
    this.#timer?.cancel();
    this.#talk.moves.giveUp();
  }

  #answered(): void {
    this.stop();
    this.#moved();
  }

  #keep(line: string): void {
    const { stay } = this.#talk;
    if (stay.interactive && this.#waiting.length >= HELD_LINES_MAX) {
      stay.notice("refusedWhileFull", { word: withoutSecret(line) });
    } else {
      this.#waiting.push(line);
      stay.pauseInput();
    }
  }

  #do(action: Action, line: string): void {
    const { session, stay } = this.#talk;
    const isSent = action.kind === "send" || action.kind === "speak" || action.kind === "raw";
    if (isSent && !session.registration.isRegistered) {
      this.#doUnregistered(action);
    } else if (isSent && this.#isFull && stay.interactive) {
      stay.notice("refusedWhileFull", { word: withoutSecret(line) });
    } else {
      if (action.kind === "leave") this.#waiting = [];
      const question = perform(action, this.#talk);
      if (question) void this.#waitFor(question);
      this.#followMove(action);
      if (this.#isFull) stay.pauseInput();
    }
  }

  async #waitFor(question: Promise<void>): Promise<void> {
    this.#isAsking = true;
    await question;
    this.#isAsking = false;
    const { session } = this.#talk;
    if (session.registration.isRegistered && !session.isOver) this.goOn();
  }

  /** Before the welcome a server listens to another name only. */
  #doUnregistered(action: Action): void {
    const isNick = action.kind === "send" && action.command === "NICK";
    if (isNick) this.#talk.tryNick(action.params[0] ?? "");
    else this.#talk.stay.notice("ircNickFirst");
  }

  #followMove(action: Action): void {
    if (action.kind !== "send" || (action.command !== "JOIN" && action.command !== "PART")) return;
    const [room = "", key] = action.params;
    const folded = this.#talk.session.state.features.fold(room);
    if (action.command === "JOIN" && key !== undefined) this.#talk.keys.set(folded, key);
    else this.#talk.keys.delete(folded);
    this.move(room.split(","));
  }

  get #isWaiting(): boolean {
    return this.isMoving || this.#isAsking;
  }

  get #isFull(): boolean {
    return this.#talk.session.outbox.isFull || this.#talk.stay.unsentBytes > OUTGOING_BYTES_MAX;
  }
}
