/** Shows what was said before: in rooms that are entered, and everything that was missed while the connection was lost. */
import type { ClientTextKey } from "../../../locales/client/texts.ts";
import { historyOf } from "../../../protocol/msgid.ts";
import type { Stay } from "../../conversation.ts";
import { LINES_TOLD_MAX, TALKS_CAUGHT_UP_MAX } from "../../limits.ts";
import { showHistory } from "../display/history.ts";
import type { Screen } from "../display/screen.ts";
import { isIgnored } from "../hearing.ts";
import type { Incoming } from "../incoming.ts";
import type { SentLine } from "../receipts.ts";
import type { Heard } from "../session.ts";
import type { Talk } from "../talk.ts";
import type { HistoryBatch } from "./batches.ts";
import { type CaughtUp, catchUp, timestamp } from "./catch-up.ts";
import { InFlight } from "./in-flight.ts";
import { type Point, timeOf } from "./recent-lines.ts";
import { HistoryRequests } from "./requests.ts";

/** What a person is told who may have missed something. */
const NOT_WHOLE = {
  gap: "ircHistoryGap",
  more: "ircHistoryMore",
  unknown: "ircHistoryUnknown",
} as const satisfies Record<Exclude<CaughtUp, "whole">, ClientTextKey>;

export class Playback {
  readonly #talk: Talk;
  readonly #screen: Screen;
  readonly #requests: HistoryRequests;
  readonly #inFlight = new InFlight();
  /** Where this person had got to when the connection was lost, until all that was missed is shown. */
  #lastSeen: readonly Point[] | undefined;
  #isReturning = false;
  /** Called when everything is caught up with. */
  #returned: (() => void) | undefined;
  /** To be said again, since history shows that they have not arrived. */
  #again: SentLine[] = [];
  /** Were on their way when the connection broke, and are found in history. */
  #arrived: SentLine[] = [];

  constructor(talk: Talk, screen: Screen) {
    this.#talk = talk;
    this.#screen = screen;
    this.#requests = new HistoryRequests({
      clock: talk.stay.world.clock,
      session: () => talk.session,
      idle: () => this.#idle(),
    });
  }

  /** Whether lines of people are better shown later, because older ones are still to come. */
  get isBusy(): boolean {
    return this.#requests.isBusy || this.#isReturning;
  }

  /** @returns whether the line belongs to history, and is dealt with. */
  read(heard: Heard): boolean {
    if (this.#requests.read(heard)) return true;
    if (heard.history?.kind === "whole") this.#tell(heard.history.batch);
    return heard.history !== undefined;
  }

  /** The person has come into a room: its last lines. What they have seen there before is not among them. */
  enter(room: string): void {
    const { state } = this.#talk.session;
    const limit = this.#talk.historyShown;
    if (limit === 0 || !state.capabilities.hasHistory) return;
    const last = this.#talk.recent.point(room, state);
    const since = last?.what === "said" ? timestamp(last.timeMs - 1) : "*";
    const lines = Math.min(limit, state.features.historyLines ?? limit);
    this.#requests.ask({
      params: ["LATEST", room, since, String(lines)],
      answered: (found = []) => this.#show(found),
    });
  }

  /** The connection is gone. @param lines nobody knows whether they have arrived. */
  stop(lines: readonly SentLine[]): void {
    this.#requests.stop();
    this.#isReturning = false;
    this.#returned = undefined;
    this.#lastSeen ??= this.#talk.recent.points();
    this.#inFlight.add(lines, this.#talk.session.state.nick);
  }

  /** A new connection is on its way to the rooms of the last one. */
  expect(): void {
    this.#isReturning = true;
  }

  /** It is there. @param returned called when all is shown that was said meanwhile. */
  catchUp(returned: () => void): void {
    const { state } = this.#talk.session;
    const rooms = [...state.rooms.values()].map(({ name }) => name);
    const people = this.#lastSeen
      ?.map(({ place }) => place)
      .filter((place) => !state.features.isChannel(place));
    const talks = people?.slice(-TALKS_CAUGHT_UP_MAX) ?? [];
    this.#returned = returned;
    if (state.capabilities.hasHistory) for (const place of [...rooms, ...talks]) this.#catchUpWith(place);
    if (!this.#requests.isBusy) this.#idle();
  }

  #catchUpWith(place: string): void {
    const { features } = this.#talk.session.state;
    const key = features.fold(place);
    const last = this.#lastSeen?.find((point) => features.fold(point.place) === key);
    if (last) this.#goOnFrom({ ...last, place });
    else this.enter(place);
  }

  #goOnFrom(last: Point): void {
    const { features } = this.#talk.session.state;
    const linesMax = features.historyLines;
    const options = { linesMax, fillsPages: features.isOurs, history: this.#historySince(last) };
    catchUp(last, options, {
      ask: (request) => this.#requests.ask(request),
      page: (lines) => this.#show(lines),
      done: (result) => this.#caughtUp(last, result),
    });
  }

  /** Servers of ours name their history in every msgid. */
  #historySince({ msgid }: Point): "same" | "other" | "unknown" {
    const { recent, session } = this.#talk;
    const now = historyOf(recent.entered ?? "");
    if (!session.state.features.isOurs || now === undefined) return "unknown";
    return historyOf(msgid) === now ? "same" : "other";
  }

  #caughtUp({ place, what }: Point, result: CaughtUp): void {
    const { state } = this.#talk.session;
    const { say } = this.#talk.stay;
    if (result === "whole") this.#again.push(...this.#inFlight.take(place, state));
    // A guest who comes back is somebody else to those who wrote to them; and where nothing was read, nothing is cut off.
    else if (result === "more" || (state.features.isChannel(place) && what === "said"))
      this.#screen.add([say(NOT_WHOLE[result], { word: place })]);
  }

  /** Everything that was asked for is answered. */
  #idle(): void {
    this.#screen.release();
    const returned = this.#returned;
    if (!returned) return;
    this.#returned = undefined;
    this.#isReturning = false;
    this.#lastSeen = undefined;
    this.#screen.flush();
    this.#settle();
    returned();
  }

  #settle(): void {
    const { stay, session } = this.#talk;
    const again = this.#again.splice(0);
    tellLines(stay, "ircHasArrived", this.#arrived.splice(0));
    tellLines(stay, "ircNotConfirmed", this.#inFlight.takeAll());
    tellLines(stay, "ircSentAgain", again);
    for (const sent of again) session.send(sent);
  }

  /** Nobody waits for it here: the person has asked, or the server tells by itself. */
  #tell({ type, lines }: HistoryBatch): void {
    const { context } = this.#talk;
    const empty = type === "chathistory" ? "ircNothingSaid" : "ircNothingFound";
    if (lines.length === 0) this.#screen.add([context.say(empty)]);
    this.#remember(lines, (line) => this.#screen.add(showHistory(line, timeOf(line), context)));
  }

  #show(lines: readonly Incoming[]): void {
    const { recent, context, session } = this.#talk;
    const unseen = lines.filter(({ tags }) => !recent.has(tags.get("msgid")));
    this.#remember(unseen, (line) => {
      const arrived = this.#inFlight.recognise(line, session.state);
      if (arrived) this.#arrived.push(arrived);
      else if (!isIgnored(line, this.#talk)) this.#screen.add(showHistory(line, timeOf(line), context));
    });
  }

  #remember(lines: readonly Incoming[], show: (line: Incoming) => void): void {
    const { recent, session } = this.#talk;
    for (const line of lines) {
      show(line);
      recent.read(line, session.state);
    }
  }
}

/** Tells what became of lines; of many, the first ones. */
export function tellLines(stay: Stay, key: ClientTextKey, lines: readonly SentLine[]): void {
  for (const { said = "" } of lines.slice(0, LINES_TOLD_MAX)) stay.notice(key, { word: said });
}
