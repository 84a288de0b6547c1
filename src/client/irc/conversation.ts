/** Talks IRC: registers, enters rooms, shows what is heard, does what is typed, and comes back after a loss. */
import type { Timer } from "../../platform/clock.ts";
import type { Aftermath, Conversation, Stay } from "../conversation.ts";
import { OUTGOING_BYTES_MAX } from "../outgoing.ts";
import type { ServerKind } from "../server-kind.ts";
import type { Action } from "./commands/action.ts";
import { readCommand } from "./commands/table.ts";
import { show } from "./display/show.ts";
import { Entries } from "./entries.ts";
import type { Farewell } from "./farewell.ts";
import { CtcpAnswers, followNick, followTarget, isDismissal, isIgnored } from "./hearing.ts";
import type { Identity } from "./identity.ts";
import { type Incoming, isRefusal } from "./incoming.ts";
import { Keepalive } from "./keepalive.ts";
import { perform } from "./perform.ts";
import type { SentLine } from "./receipts.ts";
import type { RegistrationStep } from "./registration.ts";
import type { Heard } from "./session.ts";
import { Talk } from "./talk.ts";

/** Where newcomers go on a server of ours that does not say. */
const OUR_ROOM = "#lobby";
/** How long lines wait for rooms that neither let this person in nor refuse. */
const ENTRY_MS = 10_000;
/** Lines of which a person is told, after a lost connection, that they may be lost too. */
const UNCONFIRMED_TOLD_MAX = 20;

export class IrcConversation implements Conversation {
  readonly #stay: Stay;
  readonly #talk: Talk;
  readonly #keepalive: Keepalive;
  readonly #farewell: Farewell;
  readonly #answers = new CtcpAnswers();
  #kind: ServerKind = "irc";
  /** `arriving`: registering or entering rooms; `apart`: no connection, or none that has got that far. */
  #phase: "apart" | "arriving" | "here" = "apart";
  #entries: Entries | undefined;
  #entryTimer: Timer | undefined;
  /** The rooms to be in on the next connection; undefined before the first one was complete. */
  #rooms: readonly string[] | undefined;
  /** Where lines went when the connection was lost. */
  #target: string | undefined;
  /** Was to be sent when the connection was lost, and never was. */
  #unsent: readonly SentLine[] = [];
  #isDismissed = false;
  #shown: string[] = [];

  constructor(stay: Stay, identity: Identity) {
    this.#stay = stay;
    this.#talk = new Talk(stay, identity);
    this.#farewell = this.#talk.farewell;
    this.#keepalive = new Keepalive(stay.world.clock, {
      ask: () => this.#talk.session.sendNow("PING", "keepalive"),
      gone: () => stay.drop(),
    });
  }

  begin(kind: ServerKind): void {
    this.#kind = kind;
    this.#phase = "arriving";
    this.#isDismissed = false;
    this.#talk.renew();
    this.#keepalive.heard();
    this.#take(this.#talk.session.registration.start());
  }

  hear(lines: readonly string[]): void {
    if (this.#phase === "apart" || this.#farewell.hasQuit) return;
    this.#keepalive.heard();
    for (const text of lines) this.#hear(text);
    this.#flush();
    this.#farewell.advance();
    this.#resumeInput();
  }

  typed(line: string): void {
    const actions = readCommand(line, this.#talk.context);
    for (const action of actions) this.#do(action, line);
  }

  finish(): void {
    this.#farewell.finish();
  }

  depart(): void {
    this.#farewell.quit();
  }

  drained(): void {
    this.#resumeInput();
  }

  lost(): Aftermath {
    this.#keepalive.stop();
    this.#farewell.stop();
    this.#entryTimer?.cancel();
    const { session } = this.#talk;
    if (this.#phase === "here") {
      this.#rooms = [...session.state.rooms.values()].map(({ name }) => name);
      this.#target = this.#talk.target;
    }
    this.#phase = "apart";
    this.#talk.target = undefined;
    this.#tellUnconfirmed();
    if (this.#farewell.isFinishing) return { kind: "fail", key: "unsent" };
    if (this.#rooms === undefined) return { kind: "fail", key: "ircRefused" };
    return this.#isDismissed ? { kind: "end" } : { kind: "return" };
  }

  // What the server says.

  #hear(text: string): void {
    const { session } = this.#talk;
    const greeting = session.greeting(text);
    const heard = greeting === undefined ? session.hear(text) : undefined;
    if (greeting !== undefined) this.#shown.push(greeting);
    if (!heard) return;
    const { line } = heard;
    if (line.command === "001" && this.#kind === "ours") this.#greet();
    else if (this.#isForPerson(heard)) this.#shown.push(...show(line, this.#talk.context));
    if (!isIgnored(line, this.#talk)) this.#answers.read(line, this.#talk);
    this.#isDismissed ||= isDismissal(line, this.#talk);
    const steps = session.remember(line);
    followTarget(line, this.#talk);
    followNick(line, this.#talk);
    this.#farewell.read(line);
    if (isRefusal(line) && this.#phase === "here") this.#farewell.refused();
    this.#take(steps);
    this.#followEntries(line);
  }

  /** People of our server are greeted alike, whatever they talk. */
  #greet(): void {
    if (!this.#talk.session.isGreeted) this.#shown.push(this.#stay.say("ircWelcome"));
  }

  /** Own echoes stand on the screen already; the search for a nick is told at its end. */
  #isForPerson({ line, isAnswer }: Heard): boolean {
    const { registration, state } = this.#talk.session;
    const isEcho = isAnswer && (line.command === "PRIVMSG" || line.command === "NOTICE");
    if ((isEcho && state.isMe(line.nick)) || isIgnored(line, this.#talk)) return false;
    if (registration.isRegistered) return true;
    return !/^43[1-7]$|^4(?:10|21|51)$|^MODE$/.test(line.command);
  }

  #take(steps: readonly RegistrationStep[]): void {
    for (const step of steps) {
      if (step.kind === "send") this.#talk.session.sendNow(step.command, ...step.params);
      if (step.kind === "nickNeeded") this.#askForNick(step.refused);
      if (step.kind === "registered") this.#arrive();
    }
  }

  #askForNick(refused: string): void {
    this.#stay.notice("ircNickNeeded", { word: refused });
    if (this.#stay.interactive) this.#stay.ready();
    else this.#stay.leave("unavailable");
  }

  #arrive(): void {
    const { session, identity, nick } = this.#talk;
    this.#stay.settled();
    if (this.#stay.interactive && !this.#rooms) this.#notice("ircYouAreHelp", { word: session.state.nick });
    if (!session.state.isMe(nick)) {
      this.#notice("ircNickOther", { wanted: nick, word: session.state.nick });
    }
    const newcomers = session.state.features.channel ?? (this.#kind === "ours" ? OUR_ROOM : undefined);
    const wanted = identity.rooms.length > 0 || newcomers === undefined ? identity.rooms : [newcomers];
    const rooms = this.#rooms ?? wanted;
    this.#entries = new Entries(session.state, rooms);
    this.#entryTimer = this.#stay.world.clock.after(ENTRY_MS, () => this.#settleIn());
    for (const room of rooms) session.sendNow("JOIN", room);
  }

  #followEntries(line: Incoming): void {
    this.#entries?.read(line);
    if (this.#entries?.isDone && this.#phase === "arriving") this.#settleIn();
  }

  #settleIn(): void {
    this.#phase = "here";
    this.#rooms ??= [];
    this.#entries = undefined;
    this.#entryTimer?.cancel();
    this.#restoreTarget();
    const unsent = this.#unsent;
    this.#unsent = [];
    for (const sent of unsent) this.#talk.session.send(sent);
    this.#flush();
    this.#stay.ready();
  }

  #restoreTarget(): void {
    const { state } = this.#talk.session;
    const target = this.#target;
    if (target === undefined) return;
    if (state.room(target) || !state.features.isChannel(target)) this.#talk.target = target;
  }

  // What the person types.

  #do(action: Action, line: string): void {
    const { session } = this.#talk;
    const isSent = action.kind === "send" || action.kind === "speak" || action.kind === "raw";
    if (isSent && !session.registration.isRegistered) this.#doUnregistered(action);
    else if (isSent && this.#isFull && this.#stay.interactive) {
      this.#stay.notice("refusedWhileFull", { word: line });
    } else {
      perform(action, this.#talk);
      if (this.#isFull) this.#stay.pauseInput();
    }
  }

  #doUnregistered(action: Action): void {
    const isNick = action.kind === "send" && action.command === "NICK";
    if (!isNick) this.#stay.notice("ircNickFirst");
    else this.#take(this.#talk.session.registration.tryNick(action.params[0] ?? ""));
  }

  get #isFull(): boolean {
    return this.#talk.session.outbox.isFull || this.#stay.unsentBytes > OUTGOING_BYTES_MAX;
  }

  #resumeInput(): void {
    const isFree = this.#talk.session.outbox.isIdle && this.#stay.unsentBytes < OUTGOING_BYTES_MAX / 2;
    if (this.#phase === "here" && isFree) this.#stay.resumeInput();
  }

  // What is told.

  #tellUnconfirmed(): void {
    const { session } = this.#talk;
    this.#unsent = [...this.#unsent, ...session.outbox.reset()];
    const lines = session.receipts.giveUp();
    if (lines.length > 0) this.#farewell.refused();
    for (const word of lines.slice(0, UNCONFIRMED_TOLD_MAX)) this.#stay.notice("ircNotConfirmed", { word });
  }

  #notice(...notice: Parameters<Stay["notice"]>): void {
    this.#flush();
    this.#stay.notice(...notice);
  }

  #flush(): void {
    const shown = this.#shown.splice(0);
    if (shown.length > 0) this.#stay.show(shown);
  }
}
