/** Line mode: one line after the other, on a terminal or through pipes. */
import type { ClientTextKey } from "../locales/client/texts.ts";
import type { Timer } from "../platform/clock.ts";
import type { LineConsole } from "../platform/console.ts";
import { describeFailure, describeTarget } from "./failure.ts";
import { FAREWELL_MS, HELD_LINES_MAX, LINGER_MAX_MS, LINGER_QUIET_MS } from "./limits.ts";
import { LineSplitter } from "./line-splitter.ts";
import { Link } from "./link.ts";
import { OUTGOING_BYTES_MAX } from "./outgoing.ts";
import { Presence } from "./presence.ts";
import type { ServerKind } from "./server-kind.ts";
import type { Target } from "./target.ts";
import { readTyped } from "./typed-line.ts";
import type { Outcome, Say, Surroundings, World } from "./world.ts";

/** One person's stay on one server. */
export class LineMode {
  readonly #world: World;
  readonly #say: Say;
  readonly #where: string;
  readonly #console: LineConsole;
  readonly #link: Link;
  readonly #input = new LineSplitter();
  readonly #presence = new Presence();
  readonly #outcome = Promise.withResolvers<Outcome>();
  /** Lines that wait until it is known who listens. */
  #held: string[] = [];
  /** `lingering`: all was sent, answers may come; `leaving`: the person does not wait for any. */
  #phase: "talking" | "lingering" | "leaving" = "talking";
  #inputEnded = false;
  #quietTimer: Timer | undefined;

  constructor({ world, say }: Surroundings, target: Target) {
    this.#world = world;
    this.#say = say;
    this.#where = describeTarget(target);
    this.#console = world.openConsole({
      text: (text) => this.#read(text),
      end: () => this.#endOfInput(),
      interrupt: () => this.leave("interrupted"),
      drain: () => this.#link.resume(),
      broken: () => this.leave("ok"),
    });
    this.#link = new Link(world, target, {
      connected: () => this.#tellPerson("connected"),
      reconnected: () => this.#notice("reconnected"),
      ready: (kind) => this.#ready(kind),
      lines: (lines) => this.#show(lines),
      silent: () => this.#tellPerson("connectedSilent"),
      drained: () => this.#drained(),
      lost: () => this.#lost(),
      ended: () => this.#ended(),
      full: () => this.leave("unavailable"),
      failed: (failure) => {
        this.#console.notice(describeFailure(say, target, failure));
        this.leave("unavailable");
      },
    });
  }

  /** Talks until the person leaves, the input ends or the server is gone. */
  async run(): Promise<Outcome> {
    void this.#link.open();
    const outcome = await this.#outcome.promise;
    this.#link.close();
    await this.#console.close();
    return outcome;
  }

  /** Ends `run`. */
  leave(outcome: Outcome): void {
    this.#outcome.resolve(outcome);
  }

  // What the person does.

  #read(text: string): void {
    for (const line of this.#input.push(text)) this.#typed(line);
  }

  #typed(line: string): void {
    if (this.#phase !== "talking") return;
    const { state } = this.#link;
    if (state.name === "ready") this.#act(line, state.kind);
    else if (readTyped(line, "plain").kind === "leave") this.leave("ok");
    else if (this.#canHold(state.name)) this.#held.push(line);
    else this.#notice("refusedWhileLost", line);
  }

  /** Pipes are paused meanwhile, so that only the piece that was read already has to be held. */
  #canHold(state: Link["state"]["name"]): boolean {
    return !this.#console.interactive || (state === "unproven" && this.#held.length < HELD_LINES_MAX);
  }

  #act(line: string, server: ServerKind): void {
    const typed = readTyped(line, server);
    switch (typed.kind) {
      case "send":
        this.#send(typed.text, server);
        break;
      case "leave":
        this.#sayFarewell(typed.farewell);
        break;
      case "help":
        this.#notice("localHelp");
        break;
      case "clear":
        this.#console.clear();
        break;
      case "refuse":
        this.#notice("unknownCommand", typed.command);
        break;
      case "nothing":
        break;
    }
  }

  #send(text: string, server: ServerKind): void {
    const isFull = this.#link.unsentBytes > OUTGOING_BYTES_MAX;
    if (isFull && this.#console.interactive) {
      this.#notice("refusedWhileFull", text);
      return;
    }
    this.#link.send(text);
    if (server === "ours") this.#presence.sent(text);
    if (isFull) this.#console.pauseInput();
  }

  #sayFarewell(farewell: string | undefined): void {
    this.#phase = "leaving";
    if (farewell !== undefined) this.#link.send(farewell);
    this.#link.end();
    this.#world.clock.after(FAREWELL_MS, () => this.leave("ok"));
  }

  #endOfInput(): void {
    const rest = this.#input.flush();
    if (rest !== undefined) this.#typed(rest);
    this.#inputEnded = true;
    if (this.#phase !== "talking") return;
    const { name } = this.#link.state;
    if (name === "ready") this.#finishInput();
    else if (this.#console.interactive) this.leave("ok");
    else if (name === "lost") this.#fail("unsent");
  }

  #finishInput(): void {
    if (this.#console.interactive) {
      this.#sayFarewell(undefined);
      return;
    }
    this.#phase = "lingering";
    this.#link.end();
    this.#lingerOn();
    this.#world.clock.after(LINGER_MAX_MS, () => this.#ended());
  }

  #lingerOn(): void {
    this.#quietTimer?.cancel();
    this.#quietTimer = this.#world.clock.after(LINGER_QUIET_MS, () => {
      if (this.#link.unsentBytes === 0) this.leave("ok");
    });
  }

  // What the server does.

  #ready(kind: ServerKind): void {
    if (kind === "irc") {
      this.#fail("ircUnsupported");
      return;
    }
    for (const line of this.#presence.restore()) this.#send(line, kind);
    const held = this.#held;
    this.#held = [];
    for (const line of held) this.#typed(line);
    if (this.#phase !== "talking") return;
    if (this.#inputEnded) this.#finishInput();
    else this.#console.resumeInput();
  }

  #show(lines: readonly string[]): void {
    if (!this.#console.print(lines)) this.#link.pause();
    for (const line of lines) this.#presence.heard(line);
    if (this.#phase === "lingering") this.#lingerOn();
  }

  #drained(): void {
    if (this.#phase === "lingering") this.#lingerOn();
    else if (this.#link.unsentBytes < OUTGOING_BYTES_MAX / 2) this.#console.resumeInput();
  }

  #lost(): void {
    const isDone = this.#phase !== "talking" || this.#inputEnded;
    if (isDone) {
      this.#ended();
      return;
    }
    this.#notice("lost");
    this.#console.pauseInput();
  }

  #ended(): void {
    if (this.#phase === "leaving") {
      this.leave("ok");
    } else if (this.#link.unsentBytes > 0 || this.#held.length > 0) {
      this.#fail("unsent");
    } else {
      if (this.#phase === "talking") this.#tellPerson("serverClosed");
      this.leave("ok");
    }
  }

  // What is said about it.

  #fail(key: ClientTextKey): void {
    this.#notice(key);
    this.leave("unavailable");
  }

  /** What a script does not need to hear. */
  #tellPerson(key: ClientTextKey): void {
    if (this.#console.interactive) this.#notice(key);
  }

  #notice(key: ClientTextKey, word = ""): void {
    this.#console.notice(this.#say(key, { where: this.#where, word }));
  }
}
