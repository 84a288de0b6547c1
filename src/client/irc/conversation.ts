/** Talks IRC: registers, enters rooms, shows what is heard, does what is typed, and comes back after a loss. */
import type { Aftermath, Conversation, Stay } from "../conversation.ts";
import { UNREAD_ANSWERS_BYTES_MAX } from "../limits.ts";
import type { ServerKind } from "../server-kind.ts";
import { logInAtArrival, type Preparation, prepareLogin } from "./account/arrival.ts";
import { reservedNick } from "./account/reserved.ts";
import { enterRooms, goTo, tellName, wantedRooms } from "./arriving.ts";
import { Baggage } from "./baggage.ts";
import { Screen } from "./display/screen.ts";
import { show } from "./display/show.ts";
import type { Farewell } from "./farewell.ts";
import {
  CtcpAnswers,
  followNick,
  followTarget,
  isAgain,
  isDismissal,
  isForPerson,
  isIgnored,
} from "./hearing.ts";
import { Playback, tellLines } from "./history/playback.ts";
import type { Identity } from "./identity.ts";
import { type Incoming, isNumeric, isRefusal } from "./incoming.ts";
import { Keepalive } from "./keepalive.ts";
import type { RegistrationStep } from "./registration.ts";
import type { Heard } from "./session.ts";
import { Talk } from "./talk.ts";
import { Typing } from "./typing.ts";

export class IrcConversation implements Conversation {
  readonly #stay: Stay;
  readonly #talk: Talk;
  readonly #keepalive: Keepalive;
  readonly #farewell: Farewell;
  readonly #typing: Typing;
  readonly #answers = new CtcpAnswers();
  readonly #screen: Screen;
  readonly #playback: Playback;
  readonly #baggage: Baggage;
  #kind: ServerKind = "irc";
  /** `arriving`: registering or entering rooms; `apart`: no connection, or none that has got that far. */
  #phase: "apart" | "arriving" | "here" = "apart";
  #isDismissed = false;
  /** The server wants a password that nobody gave, or does not want this person at all. */
  #isLoginRefused = false;

  constructor(stay: Stay, identity: Identity) {
    this.#stay = stay;
    this.#talk = new Talk(stay, identity);
    this.#farewell = this.#talk.farewell;
    this.#screen = new Screen((lines) => stay.show(lines));
    this.#playback = new Playback(this.#talk, this.#screen);
    this.#baggage = new Baggage(this.#talk);
    this.#typing = new Typing(this.#talk, () => this.#moved());
    this.#keepalive = new Keepalive(stay.world.clock, {
      ask: () => this.#talk.session.sendNow("PING", "keepalive"),
      gone: () => stay.drop(),
    });
  }

  /** Asks what has to be known before there is a connection. */
  prepare(): Promise<Preparation> {
    return prepareLogin(this.#talk);
  }

  /** The server talks plain text, and so knows no accounts. */
  passedBy(): void {
    const { login } = this.#talk.account;
    if (login) this.#stay.notice("accountNone", { word: login.name });
  }

  begin(kind: ServerKind): void {
    this.#kind = kind;
    this.#phase = "arriving";
    this.#isDismissed = false;
    this.#talk.renew();
    if (this.#baggage.rooms) this.#playback.expect();
    this.#keepalive.heard();
    this.#take(this.#talk.session.registration.start());
  }

  hear(lines: readonly string[]): void {
    if (this.#phase === "apart" || this.#farewell.hasQuit) return;
    this.#keepalive.heard();
    for (const text of lines) {
      this.#hear(text);
      if (this.#screen.isFull) this.#screen.flush();
    }
    if (!this.#isEntering) this.#screen.flush();
    if (this.#stay.unsentBytes > UNREAD_ANSWERS_BYTES_MAX) {
      this.#stay.drop();
      return;
    }
    this.#farewell.advance();
    if (this.#phase === "here") this.#typing.goOn();
  }

  typed(line: string): void {
    this.#typing.typed(line);
  }

  finish(): void {
    this.#typing.end();
  }

  depart(): void {
    this.#farewell.quit();
  }

  drained(): void {
    if (this.#phase === "here") this.#typing.goOn();
  }

  lost(): Aftermath {
    this.#screen.release();
    this.#screen.flush();
    this.#keepalive.stop();
    this.#farewell.stop();
    this.#typing.stop();
    const { session, account } = this.#talk;
    account.lost();
    if (this.#phase === "here") this.#baggage.pack();
    this.#phase = "apart";
    this.#talk.target = undefined;
    this.#tellUnconfirmed();
    session.end();
    if (this.#farewell.isFinishing) return { kind: "fail", key: "unsent", outcome: "unavailable" };
    if (this.#baggage.rooms === undefined) return this.#refusal();
    return this.#isDismissed ? { kind: "end" } : { kind: "return" };
  }

  #refusal(): Aftermath {
    return {
      kind: "fail",
      key: "ircRefused",
      outcome: this.#isLoginRefused ? "noPermission" : "unavailable",
    };
  }

  // What the server says.

  #hear(text: string): void {
    const { session } = this.#talk;
    const greeting = session.greeting(text);
    const heard = greeting === undefined ? session.hear(text) : undefined;
    if (greeting !== undefined && !this.#isReturning) this.#screen.add([greeting]);
    if (!heard || this.#playback.read(heard)) return;
    const { line } = heard;
    if (this.#talk.account.read(line)) return;
    this.#talk.reserved = reservedNick(line) ?? this.#talk.reserved;
    if (line.command === "001" && this.#kind === "ours" && !this.#isReturning) this.#greet();
    else if (this.#isNews(heard)) this.#show(line);
    if (!isIgnored(line, this.#talk)) this.#answers.read(line, this.#talk);
    this.#isLoginRefused ||= line.command === "464" || line.command === "465";
    this.#isDismissed ||= isDismissal(line, this.#talk);
    const steps = session.remember(line);
    this.#talk.recent.read(line, session.state);
    followTarget(line, this.#talk);
    followNick(line, this.#talk);
    this.#farewell.read(line);
    if (isRefusal(line) && this.#phase === "here") this.#farewell.refused();
    this.#take(steps);
    this.#typing.read(line);
    this.#enterRoom(line);
  }

  /** What people say and do comes after the history that is still to be told. */
  #show(line: Incoming): void {
    const lines = show(line, this.#talk.context);
    if (this.#playback.isBusy && !isNumeric(line.command) && !this.#isOwnJoin(line)) this.#screen.hold(lines);
    else this.#screen.add(lines);
  }

  #enterRoom(line: Incoming): void {
    if (this.#isOwnJoin(line) && !this.#isReturning) this.#playback.enter(line.params[0] ?? "");
  }

  /** Into the rooms of the last connection. */
  get #isReturning(): boolean {
    return this.#phase === "arriving" && this.#baggage.rooms !== undefined;
  }

  get #arrival(): "first" | "again" {
    return this.#baggage.rooms ? "again" : "first";
  }

  #isOwnJoin({ command, nick }: Incoming): boolean {
    return command === "JOIN" && this.#talk.session.state.isMe(nick);
  }

  /** On a server of ours, who reads the welcome is in the room already, and hears what is said there. */
  get #isEntering(): boolean {
    return this.#kind === "ours" && this.#phase === "arriving" && this.#talk.session.state.nick !== "*";
  }

  /** People of our server are greeted alike, whatever they talk. */
  #greet(): void {
    if (!this.#talk.session.isGreeted) this.#screen.add([this.#stay.say("ircWelcome")]);
  }

  #isNews(heard: Heard): boolean {
    const returningTo = this.#isReturning ? this.#baggage.rooms : undefined;
    const past = { isDismissed: this.#isDismissed, returningTo };
    return isForPerson(heard, this.#talk) && !isAgain(heard.line, past, this.#talk);
  }

  #take(steps: readonly RegistrationStep[]): void {
    for (const step of steps) {
      if (step.kind === "send") this.#talk.session.sendNow(step.command, ...step.params);
      if (step.kind === "authenticate") void this.#logIn();
      if (step.kind === "nickNeeded") this.#askForNick(step.refused);
      if (step.kind === "registered") this.#arrive();
    }
  }

  async #logIn(): Promise<void> {
    const { session } = this.#talk;
    const mayGoOn = await logInAtArrival(this.#talk, this.#arrival);
    if (mayGoOn && !session.isOver) this.#take(session.registration.authenticated());
  }

  #askForNick(refused: string): void {
    this.#notice("ircNickNeeded", { word: refused });
    if (this.#stay.interactive) this.#stay.ready();
    else this.#stay.leave("unavailable");
  }

  #arrive(): void {
    this.#stay.settled();
    const rooms = this.#baggage.rooms ?? wantedRooms(this.#talk, this.#kind);
    const entering = enterRooms(this.#talk, rooms);
    if (!this.#isReturning) this.#screen.add(goTo(rooms.at(-1), this.#talk));
    if (entering.length > 0) this.#typing.move(entering);
    else this.#arrived();
  }

  #moved(): void {
    if (this.#phase === "arriving") this.#arrived();
    else this.#typing.goOn();
  }

  /** Who comes back reads first what they have missed. */
  #arrived(): void {
    if (this.#baggage.rooms) this.#playback.catchUp(() => this.#settleIn());
    else this.#settleIn();
  }

  #settleIn(): void {
    this.#phase = "here";
    this.#screen.flush();
    tellName(this.#arrival, this.#talk);
    this.#baggage.unpack();
    this.#typing.goOn();
    this.#stay.ready();
  }

  // What is told.

  #tellUnconfirmed(): void {
    const { session } = this.#talk;
    this.#baggage.keepUnsent();
    const lines = session.receipts.giveUp();
    const { capabilities } = session.state;
    // Where lines have no echo, one with the same words that was said before is not told from this one.
    const canLearn = capabilities.hasHistory && capabilities.has("echo-message");
    const willLearn = canLearn && !this.#farewell.isFinishing;
    this.#playback.stop(willLearn ? lines : []);
    tellLines(this.#stay, willLearn ? "ircInFlight" : "ircNotConfirmed", lines);
    if (lines.length > 0 && !willLearn) this.#farewell.refused();
  }

  #notice(...notice: Parameters<Stay["notice"]>): void {
    this.#screen.flush();
    this.#stay.notice(...notice);
  }
}
