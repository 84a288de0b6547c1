/** One seed's world: a server, its people, and everybody who checks them. */
import type { Effect, EndReason, SessionId, StampedEntry } from "../../src/protocol/effects.ts";
import { CONSOLE_SESSION } from "../../src/protocol/effects.ts";
import { ALL_QUEUES_BYTES_MAX, SEND_QUEUE_BYTES_MAX } from "../../src/protocol/limits.ts";
import type { Client } from "./actors/client.ts";
import { Crowd } from "./actors/crowd.ts";
import { readPlainLine } from "./actors/plain-line.ts";
import { Answers } from "./checkers/answers.ts";
import { DatagramGuests } from "./checkers/datagram-guests.ts";
import { Hearing } from "./checkers/hearing.ts";
import { checkQueues, type LimitParts } from "./checkers/limits.ts";
import { Outstanding } from "./checkers/outstanding.ts";
import { PaceChecker } from "./checkers/pace.ts";
import { RulesChecker } from "./checkers/rules.ts";
import { SimulatedClock } from "./clock.ts";
import { Link } from "./network/link.ts";
import { Network } from "./network/network.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Random } from "./random.ts";
import { PROXY_HOST, SimulatedServer } from "./server.ts";
import { Trace, type TraceOptions } from "./trace.ts";
import { type Said, Truth } from "./truth.ts";

export interface WorldParts {
  readonly seed: number;
  /** How many things people do, all together. */
  readonly steps: number;
  readonly trace: TraceOptions;
}

export class World {
  readonly clock = new SimulatedClock();
  readonly random: Random;
  readonly plan: Plan;
  readonly trace: Trace;
  readonly network: Network;
  readonly hearing: Hearing;
  readonly truth: Truth;
  readonly server: SimulatedServer;
  readonly crowd: Crowd;
  readonly clients = new Set<Client>();
  readonly datagramGuests: DatagramGuests;
  readonly outstanding: Outstanding;
  readonly #rules: RulesChecker;
  readonly #pace: PaceChecker;
  readonly #sessions = new Map<Link, SessionId>();
  readonly #clientOf = new Map<SessionId, Client>();
  #stepsLeft: number;
  #lastHost = 0;

  constructor({ seed, steps, trace }: WorldParts) {
    this.#stepsLeft = steps;
    this.random = new Random(seed);
    this.plan = makePlan(this.random);
    const { clock, random, plan } = this;
    this.trace = new Trace(clock, trace);
    this.network = new Network({ clock, random, weather: plan.weather });
    this.hearing = new Hearing(this.trace);
    this.#rules = new RulesChecker(this.trace);
    this.#pace = new PaceChecker(this.trace);
    this.outstanding = new Outstanding(this.trace);
    this.datagramGuests = new DatagramGuests(this.trace, clock);
    this.truth = new Truth({
      defaultChannel: "#lobby",
      said: (said) => this.#said(said),
      over: (session, { reason }) => this.#checkEnd(session, reason),
    });
    this.server = this.#makeServer();
    this.crowd = new Crowd(this);
  }

  #makeServer(): SimulatedServer {
    const { clock, random, network, plan, trace } = this;
    return new SimulatedServer({
      clock,
      random,
      network,
      plan,
      decided: (stamped, effects) => this.#decided(stamped, effects),
      diskAnswered: (records, outcome) => {
        this.outstanding.stored(records);
        if (outcome === "lost") for (const place of records) this.hearing.lost(place);
      },
      sessionMade: (session) => this.#sessionMade(session),
      shown: (text) => this.#shown(text),
      fault: (error) => trace.violate("fault", error instanceof Error ? String(error.stack) : String(error)),
    });
  }

  get console(): SimulatedServer["console"] {
    return this.server.console;
  }

  // For the people.

  /** @returns whether anybody may still do something. */
  takeStep(): boolean {
    this.#stepsLeft -= 1;
    return this.#stepsLeft >= 0;
  }

  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  answersFor(who: string): Answers {
    return new Answers(this.trace, who);
  }

  /** @param isHttp it begins with a request, which goes through streams of node's own. */
  connect(client: Client, isHttp: boolean): void {
    const isProxied = client.isRude && this.random.chance(0.3);
    const host = isProxied ? PROXY_HOST : this.#newHost();
    this.clients.add(client);
    client.link = this.network.connect(host, client);
    client.link.needsRealTurns = isHttp;
    this.trace.note(client.who, "connects", host);
  }

  /** Some people share an address. */
  #newHost(): string {
    if (!this.random.chance(0.3)) this.#lastHost += 1;
    return `10.1.${this.#lastHost >> 8}.${this.#lastHost & 255}`;
  }

  ready(client: Client): void {
    this.crowd.ready(client);
  }

  gone(client: Client): void {
    this.clients.delete(client);
    this.crowd.gone(client);
  }

  sessionOf(link: Link): SessionId | undefined {
    return this.#sessions.get(link);
  }

  /** Whether its queue is over a limit, so that it may be closed. */
  isOverloaded({ link }: Client): boolean {
    const waiting = link?.state?.queue.waitingBytes ?? 0;
    return waiting > SEND_QUEUE_BYTES_MAX || this.server.context.queueTotal.bytes > ALL_QUEUES_BYTES_MAX;
  }

  // From the server.

  #sessionMade(session: SessionId): void {
    const { context } = this.clock;
    if (!(context instanceof Link)) return;
    this.#sessions.set(context, session);
    for (const client of this.clients) if (client.link === context) this.#clientOf.set(session, client);
  }

  #decided(stamped: StampedEntry, effects: readonly Effect[]): void {
    const { sequence, entry } = stamped;
    this.trace.note(`#${sequence}`, entry.kind, describe(stamped));
    this.#rules.decided(stamped, effects, this.truth);
    const client = "session" in entry ? this.#clientOf.get(entry.session) : undefined;
    this.#pace.decided(stamped, client?.link);
    if (entry.kind === "message") client?.wasHeard(entry.message.params[1] ?? "");
    this.datagramGuests.decided(stamped);
    this.outstanding.decided(stamped, effects);
    this.truth.decided(stamped, effects);
  }

  #said(said: Said): void {
    this.#rules.said(said, this.truth);
    this.hearing.said(said);
  }

  #checkEnd(session: SessionId, reason: EndReason): void {
    this.datagramGuests.ended(session, reason);
    const client = this.#clientOf.get(session);
    if (!client || client.session !== session) return;
    client.sessionEnds(reason);
    if (client.deserves(reason)) return;
    // While the disk stands still, who has said everything in time is not known to the edge: see PENDING.
    const isUnanswered = reason.kind === "registration-timeout" && this.plan.rates["stalled disk"] > 0;
    const checker = isUnanswered ? "registration" : "closed";
    this.trace.violate(checker, `${client.who} (session ${session}) is closed: ${JSON.stringify(reason)}`);
  }

  #shown(text: string): void {
    for (const shown of text.split("\n")) {
      const line = readPlainLine(shown);
      if (line) this.hearing.heard(CONSOLE_SESSION, "console", line);
    }
  }

  // For the checkers.

  /** The server has come to rest. */
  turnEnded(): void {
    this.#pace.turnEnded();
    checkQueues(this.limitParts());
  }

  limitParts(): LimitParts {
    const { trace, server, network, clock } = this;
    return {
      trace,
      chat: server.chat,
      context: server.context,
      links: network.links,
      clock,
      isWaitingForDisk: this.outstanding.size > 0,
      sessionOf: (link) => this.sessionOf(link),
    };
  }
}

function describe({ entry }: StampedEntry): string {
  if (entry.kind !== "message") return "session" in entry ? `session ${entry.session}` : "";
  return `session ${entry.session}: ${entry.message.command} ${entry.message.params.join(" ")}`;
}
