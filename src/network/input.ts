/** What comes in on a connection: lines are taken one by one, as fast as everything allows; what is left waits here and in the kernel. */
import type { Timer } from "../platform/clock.ts";
import type { Address, Socket } from "../platform/types.ts";
import { CLOSE_GRACE_MS } from "../protocol/limits.ts";
import type { Conversation, Taken } from "./conversation.ts";
import type { EdgeContext } from "./edge-context.ts";
import { InputPace, type Wait } from "./input-pace.ts";
import type { SendQueue } from "./send-queue.ts";

/** The connection. */
export interface InputOwner {
  readonly socket: Pick<Socket<unknown>, "pause" | "resume">;
  readonly queue: SendQueue;
  /** Who speaks. */
  readonly remote: Address;
  /** The language is known, and the end has not come. */
  readonly isTalking: boolean;
  /** Calls `resumeInput` in this connection's turn. */
  planResume(): void;
  /** Does not read what it is sent. */
  overflow(): void;
}

/** Why no more lines are taken for now; "over" where a line has ended the session. */
type Stop = Exclude<Taken, "taken"> | Wait | "over";

export class Input {
  readonly #edge: EdgeContext;
  readonly #owner: InputOwner;
  readonly #pace: InputPace;
  #conversation: Conversation | undefined;
  /** One at a time: a message's pause, the throttle, or patience with who has ended and does not read. */
  #timer: Timer | undefined;
  #peerEnded = false;
  #isPaused = false;
  #isResumePlanned = false;
  /** Nothing is read until the allowance has grown again. */
  #isThrottled = false;

  constructor(edge: EdgeContext, owner: InputOwner) {
    this.#edge = edge;
    this.#owner = owner;
    this.#pace = new InputPace(edge, owner.queue);
  }

  /** Who hears from now on, and what it has not heard yet. */
  begin(conversation: Conversation, bytes: Uint8Array): void {
    this.#conversation = conversation;
    this.read(bytes);
  }

  read(bytes: Uint8Array): void {
    this.#conversation?.push(bytes);
    this.#pace.refresh(this.#owner.remote);
    this.#pace.read(bytes.length);
    this.#take();
  }

  /** The peer sends no more. */
  peerEnded(): void {
    this.#peerEnded = true;
    this.#take();
  }

  charge(units: number): void {
    this.#pace.charge(units);
  }

  /** What held lines back is over. */
  resumeLater(): void {
    if (this.#isResumePlanned) return;
    this.#isResumePlanned = true;
    this.#owner.planResume();
  }

  resume(): void {
    this.#isResumePlanned = false;
    this.#take();
  }

  /** The kernel has taken bytes of what the peer is sent. */
  sent(): void {
    if (this.#isPaused && this.#pace.isQueueShort) this.resumeLater();
  }

  /** No more lines. What still comes is read and thrown away: unread input would turn the end into a reset, and lose the goodbye. */
  end(): void {
    this.#stopTimer();
    this.#flow();
  }

  closed(): void {
    this.#stopTimer();
    this.#edge.disk.forget(this);
    this.#pace.close();
  }

  /** Takes lines up to this tick's share. */
  #take(): void {
    const conversation = this.#conversation;
    if (!conversation || !this.#owner.isTalking || this.#isThrottled) return;
    this.#pace.refresh(this.#owner.remote);
    const stop = this.#takeLines(conversation);
    if (stop === "none") this.#allTaken(conversation);
    else if (stop !== "over") this.#hold(stop);
  }

  #takeLines(conversation: Conversation): Stop {
    const { queue } = this.#owner;
    while (this.#owner.isTalking) {
      const wait = this.#pace.wait(conversation);
      if (wait) return wait;
      const { unsentBytes } = queue;
      const taken = conversation.takeLine();
      if (taken !== "taken") return taken;
      this.#pace.took(queue.unsentBytes - unsentBytes);
    }
    return "over";
  }

  #hold(why: Exclude<Stop, "none" | "over">): void {
    this.#stopTimer();
    this.#pause();
    switch (why) {
      case "held":
        return;
      case "throttled":
        this.#throttle();
        return;
      case "share-taken":
        this.resumeLater();
        return;
      case "unsent":
        // Who has sent everything and reads nothing is not waited for.
        if (this.#peerEnded) this.#startTimer(CLOSE_GRACE_MS, () => this.#owner.overflow());
        return;
      case "disk-late":
        this.#edge.disk.whenBack(this);
        return;
    }
  }

  #throttle(): void {
    this.#isThrottled = true;
    this.#startTimer(this.#pace.waitMs(), () => {
      this.#isThrottled = false;
      this.#take();
    });
  }

  #allTaken(conversation: Conversation): void {
    if (this.#peerEnded) {
      conversation.finish();
      conversation.end({ kind: "closed" });
      return;
    }
    this.#flow();
    const pauseMs = conversation.pauseMs();
    if (pauseMs === undefined) this.#stopTimer();
    else this.#startTimer(pauseMs, () => this.#finishMessage(conversation));
  }

  /** Its pause is over. A disk that is late meanwhile makes it longer. */
  #finishMessage(conversation: Conversation): void {
    if (this.#edge.disk.isLate) this.#take();
    else conversation.finish();
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#owner.socket.pause();
  }

  #flow(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#owner.socket.resume();
  }

  #startTimer(delayMs: number, callback: () => void): void {
    this.#stopTimer();
    this.#timer = this.#edge.clock.after(delayMs, () => {
      this.#timer = undefined;
      callback();
    });
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
