/** Line mode: one line after the other, on a terminal or through pipes. */
import type { ClientTextKey } from "../locales/client/texts.ts";
import type { LineConsole } from "../platform/console.ts";
import { safeText } from "../protocol/safe-text.ts";
import type { Aftermath, Conversation, Stay } from "./conversation.ts";
import { describeFailure, describeTarget } from "./failure.ts";
import { IrcConversation } from "./irc/conversation.ts";
import { FAREWELL_MS, HELD_LINES_MAX } from "./limits.ts";
import { LineSplitter } from "./line-splitter.ts";
import { Link } from "./link.ts";
import type { ChatRequest } from "./options.ts";
import { PlainConversation } from "./plain-conversation.ts";
import { withoutSecret } from "./secret-line.ts";
import type { ServerKind } from "./server-kind.ts";
import { isFarewell, messagesIn } from "./typed-line.ts";
import type { Outcome, Surroundings } from "./world.ts";

/** One person's stay on one server. */
export class LineMode {
  readonly #surroundings: Surroundings;
  readonly #where: string;
  readonly #console: LineConsole;
  readonly #link: Link;
  readonly #input = new LineSplitter();
  readonly #outcome = Promise.withResolvers<Outcome>();
  readonly #plain: Conversation;
  readonly #irc: IrcConversation;
  /** The one that the server has shown to understand; undefined before. */
  #conversation: Conversation | undefined;
  /** Whether the conversation takes lines now. */
  #isReady = false;
  /** Lines that wait until it is known who listens. */
  #held: string[] = [];
  #phase: "talking" | "finishing" | "leaving" = "talking";
  #inputEnded = false;
  #farewellOutcome: Outcome = "ok";

  constructor(surroundings: Surroundings, request: ChatRequest) {
    const { world, say } = surroundings;
    const { target, irc } = request;
    this.#surroundings = surroundings;
    this.#where = describeTarget(target);
    this.#console = world.openConsole({
      text: (text) => this.#read(text),
      withoutSecret,
      pasted: (lines) => this.#notice("pasted", { word: String(lines) }),
      end: () => this.#endOfInput(),
      interrupt: () => this.leave("interrupted"),
      drain: () => this.#link.resume(),
      broken: () => this.leave("ok"),
    });
    this.#link = new Link(
      world,
      { target, isIrc: irc },
      {
        connected: () => this.#tellPerson("connected"),
        reconnected: () => this.#notice("reconnected"),
        identified: (kind) => this.#identified(kind),
        lines: (lines) => this.#hear(lines),
        silent: () => this.#tellPerson(irc ? "ircSilent" : "connectedSilent"),
        drained: () => this.#conversation?.drained(),
        closed: () => this.#closed(),
        full: () => this.leave("unavailable"),
        failed: (failure) => {
          this.#console.notice(describeFailure(say, target, failure));
          this.leave("unavailable");
        },
      },
    );
    const stay = this.#stay();
    this.#plain = new PlainConversation(stay);
    this.#irc = new IrcConversation(stay, request.identity);
  }

  /** Talks until the person leaves, the input ends or the server is gone. */
  async run(): Promise<Outcome> {
    void this.#open();
    const outcome = await this.#outcome.promise;
    this.#link.close();
    await this.#console.close();
    return outcome;
  }

  async #open(): Promise<void> {
    const prepared = await this.#irc.prepare();
    if (prepared === "ready") void this.#link.open();
    else this.leave(prepared);
  }

  /** Ends `run`. */
  leave(outcome: Outcome): void {
    this.#outcome.resolve(outcome);
  }

  // What the person does.

  #read(text: string): void {
    const lines = this.#input.push(text);
    // What people type comes line by line.
    const isPaste = this.#console.interactive && lines.length > 1;
    for (const typed of isPaste ? messagesIn(lines) : lines) this.#typed(typed);
  }

  #typed(line: string): void {
    if (this.#phase !== "talking") return;
    if (this.#isReady) this.#conversation?.typed(line);
    else if (isFarewell(line)) this.leave("ok");
    else if (this.#canHold()) this.#held.push(line);
    else this.#notice("refusedWhileLost", { word: withoutSecret(line) });
  }

  /** Pipes are paused meanwhile, so that only the piece that was read already has to be held. */
  #canHold(): boolean {
    return !this.#console.interactive || (!this.#link.isLost && this.#held.length < HELD_LINES_MAX);
  }

  #endOfInput(): void {
    const rest = this.#input.flush();
    if (rest !== undefined) this.#typed(rest);
    this.#inputEnded = true;
    if (this.#phase !== "talking") return;
    if (this.#isReady) this.#finishInput();
    else if (this.#console.interactive) this.leave("ok");
    else if (this.#link.isLost) this.#fail("unsent");
  }

  #finishInput(): void {
    if (this.#console.interactive) {
      this.#conversation?.depart();
    } else {
      this.#phase = "finishing";
      this.#conversation?.finish();
    }
  }

  // What the server does.

  #identified(kind: ServerKind): void {
    // All was said already, in plain text.
    if (this.#phase !== "talking") return;
    const next = kind === "plain" ? this.#plain : this.#irc;
    if (kind === "plain") this.#irc.passedBy();
    this.#isReady = false;
    this.#conversation = next;
    next.begin(kind);
  }

  #ready(): void {
    this.#isReady = true;
    const held = this.#held;
    this.#held = [];
    for (const line of held) this.#typed(line);
    if (this.#phase !== "talking") return;
    if (this.#inputEnded) this.#finishInput();
    else this.#console.resumeInput();
  }

  #hear(lines: readonly string[]): void {
    if (this.#conversation) this.#conversation.hear(lines);
    else this.#show(lines);
  }

  #show(lines: readonly string[]): void {
    if (!this.#console.print(lines.map(safeText))) this.#link.pause();
  }

  /** @returns whether the link is to connect again. */
  #closed(): boolean {
    this.#isReady = false;
    const aftermath = this.#conversation?.lost() ?? { kind: "end" };
    if (aftermath.kind === "return" && this.#phase === "talking" && !this.#inputEnded) {
      this.#notice("lost");
      this.#console.pauseInput();
      return true;
    }
    this.#ended(aftermath);
    return false;
  }

  #ended(aftermath: Aftermath): void {
    if (this.#phase === "leaving") {
      this.leave(this.#farewellOutcome);
    } else if (aftermath.kind === "fail") {
      this.#fail(aftermath.key, aftermath.outcome);
    } else if (this.#held.length > 0 || aftermath.kind === "return") {
      this.#fail("unsent");
    } else {
      if (this.#phase === "talking") this.#tellPerson("serverClosed");
      this.leave("ok");
    }
  }

  // What conversations may do.

  #stay(): Stay {
    const console = this.#console;
    const link = this.#link;
    return {
      ...this.#surroundings,
      interactive: console.interactive,
      get unsentBytes() {
        return link.unsentBytes;
      },
      send: (text) => link.send(text),
      end: () => link.end(),
      drop: () => link.drop(),
      settled: () => link.settled(),
      show: (lines) => this.#show(lines),
      notice: (key, params) => this.#notice(key, params),
      clear: () => console.clear(),
      askSecret: (prompt) => console.askSecret(prompt),
      pauseInput: () => console.pauseInput(),
      resumeInput: () => console.resumeInput(),
      ready: () => this.#ready(),
      endInput: () => this.#stopReading(),
      depart: (outcome) => this.#depart(outcome),
      leave: (outcome) => this.leave(outcome),
      fail: (...failure) => this.#fail(...failure),
    };
  }

  #stopReading(): void {
    this.#inputEnded = true;
    this.#console.pauseInput();
    this.#finishInput();
  }

  #depart(outcome: Outcome = "ok"): void {
    this.#phase = "leaving";
    this.#farewellOutcome = outcome;
    this.#link.end();
    this.#surroundings.world.clock.after(FAREWELL_MS, () => this.leave(outcome));
  }

  // What is said about it.

  #fail(
    key: ClientTextKey,
    outcome: Outcome = "unavailable",
    params?: Readonly<Record<string, string>>,
  ): void {
    this.#notice(key, params);
    this.leave(outcome);
  }

  /** What a script does not need to hear. */
  #tellPerson(key: ClientTextKey): void {
    if (this.#console.interactive) this.#notice(key);
  }

  #notice(key: ClientTextKey, params: Readonly<Record<string, string>> = {}): void {
    const text = this.#surroundings.say(key, { where: this.#where, ...params });
    // What was pasted has several lines, a notice has one.
    this.#console.notice(safeText(text.replace(/\s*\n\s*/g, " ")));
  }
}
