/** One life of the server, until it crashes or the world ends: its people's sessions, who must hear what, and who checks it. */

import type { Chat } from "../../src/chat/chat.ts";
import type { Effect, EndReason, SessionId, StampedEntry } from "../../src/protocol/effects.ts";
import { CONSOLE_SESSION } from "../../src/protocol/effects.ts";
import { type HistoryWrite, standsInTarget } from "../../src/protocol/history.ts";
import type { HistoryQuery } from "../../src/protocol/history-query.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";
import { isCtcpRequest } from "../../src/protocol/message.ts";
import type { Client } from "./actors/client.ts";
import { readPlainLine } from "./actors/plain-line.ts";
import { DatagramGuests } from "./checkers/datagram-guests.ts";
import { Hearing } from "./checkers/hearing.ts";
import { checkQueues, type LimitParts } from "./checkers/limits.ts";
import { Outstanding } from "./checkers/outstanding.ts";
import { PaceChecker } from "./checkers/pace.ts";
import { PresenceRows } from "./checkers/presence-rows.ts";
import { Refusals } from "./checkers/refusals.ts";
import { RulesChecker } from "./checkers/rules.ts";
import { Link } from "./network/link.ts";
import { SimulatedServer } from "./server.ts";
import { Truth } from "./truth.ts";
import type { World } from "./world.ts";

export class Life {
  readonly hearing: Hearing;
  readonly truth: Truth;
  readonly datagramGuests: DatagramGuests;
  readonly outstanding: Outstanding;
  readonly refusals: Refusals;
  readonly presenceRows: PresenceRows;
  readonly server: SimulatedServer;
  readonly #world: World;
  readonly #rules: RulesChecker;
  readonly #pace: PaceChecker;
  readonly #sessions = new Map<Link, SessionId>();
  readonly #hasAsked = new Set<SessionId>();
  readonly #clientOf = new Map<SessionId, Client>();

  constructor(world: World) {
    this.#world = world;
    const { trace, clock, store, kept } = world;
    this.hearing = new Hearing({
      trace,
      shown: ({ needsRecord, ...place }) => kept.shown(place, { mustBeStored: needsRecord }),
    });
    this.#rules = new RulesChecker(trace, store.tip);
    this.#pace = new PaceChecker(trace);
    this.outstanding = new Outstanding(trace, clock);
    this.refusals = new Refusals(trace);
    this.presenceRows = new PresenceRows(trace);
    this.datagramGuests = new DatagramGuests(trace, clock);
    this.truth = new Truth({
      defaultChannel: "#lobby",
      isAlwaysOn: (account) => world.accounts.isAlwaysOn(account),
      said: (said) => {
        this.#rules.said(said, this.truth);
        this.hearing.said(said);
      },
      asked: (sequence, question) => this.hearing.asked(sequence, question),
      over: (session, { reason }) => this.#checkEnd(session, reason),
    });
    this.server = this.#makeServer();
  }

  #makeServer(): SimulatedServer {
    const { clock, random, network, plan, store, trace } = this.#world;
    return new SimulatedServer({
      clock,
      random,
      network,
      plan,
      store,
      begun: (chat, rows) => this.#begun(chat, rows),
      decided: (stamped, effects) => this.#decided(stamped, effects),
      answered: (records, error) => this.#answered(records, error),
      found: (query, found) => this.#found(query, found),
      sessionMade: (session) => this.#sessionMade(session),
      shown: (text) => this.#shown(text),
      passwordShown: (session, password) => this.#world.accounts.shown(session, password),
      fault: (error) => trace.violate("fault", error instanceof Error ? String(error.stack) : String(error)),
    });
  }

  sessionOf(link: Link): SessionId | undefined {
    return this.#sessions.get(link);
  }

  /** The server is gone, and knows nothing of it. */
  crash(): void {
    const { clock, store, network } = this.#world;
    clock.forgetServer();
    this.server.crash();
    store.crash();
    network.crash();
  }

  // From the server.

  #sessionMade(session: SessionId): void {
    const { clock, clients } = this.#world;
    const { context } = clock;
    if (!(context instanceof Link)) return;
    this.#sessions.set(context, session);
    for (const client of clients) if (client.link === context) this.#clientOf.set(session, client);
  }

  #begun(chat: Chat, rows: readonly LastingRow[]): void {
    this.presenceRows.restored(rows);
    this.truth.restore(rows, (account) => {
      const nick = chat.accounts.get(account)?.user?.nick;
      if (nick === undefined)
        this.#world.trace.violate("always on", `the user of ${account} is not here any more`);
      return nick ?? "?";
    });
  }

  #decided(stamped: StampedEntry, effects: readonly Effect[]): void {
    const { sequence, entry } = stamped;
    const { trace } = this.#world;
    trace.note(`#${sequence}`, entry.kind, describe(stamped));
    this.#rules.decided(stamped, effects, this.truth);
    const client = "session" in entry ? this.#clientOf.get(entry.session) : undefined;
    this.#pace.decided(stamped, client?.link);
    if (entry.kind === "message") client?.wasHeard(entry.message.params[1] ?? "");
    this.datagramGuests.decided(stamped);
    this.outstanding.decided(stamped, effects, client?.session);
    for (const effect of effects) if (effect.kind === "record") this.#recorded(effect);
    this.#world.accounts.decided(stamped, effects);
    this.truth.decided(stamped, effects);
  }

  #recorded(record: Effect & { readonly kind: "record" }): void {
    this.#world.kept.decided(record.write);
    this.#world.lasting.decided(record.write);
    this.presenceRows.decided(record.write);
    this.refusals.decided(record);
  }

  #answered(records: readonly HistoryWrite[], error: Error | undefined): void {
    this.outstanding.answered(records);
    this.#world.lasting.answered(records, error);
    this.refusals.answered(records, error ? "refused" : "kept");
    if (!error) return;
    for (const place of records.filter(standsInTarget)) this.hearing.lost(place);
    this.#world.kept.refused(records);
  }

  #found(query: HistoryQuery, found: object): void {
    const { trace, written } = this.#world;
    this.hearing.found(query, ({ sequence, question }) => {
      if (!this.outstanding.isSettledBefore(sequence))
        trace.violate("recalled", `sequence ${sequence} is answered before all that came before it`);
      const isHidden = this.#isHidden(question.to);
      if (found instanceof Error || isHidden) return [];
      const { to, view } = question;
      // What nobody has asked for asks no program for anything.
      const isHeld = (text: string): boolean => view.purpose !== "page" && isCtcpRequest(text);
      const rows = written.answer(query, sequence);
      return rows.filter(({ body }) => !isHeld(body) && !this.truth.isForProgramsOnly(to, body));
    });
  }

  /** Where a reply to each line is promised, plain text shows nothing unasked: the first question is the arrival's own. */
  #isHidden(session: SessionId): boolean {
    const isFirst = !this.#hasAsked.has(session);
    this.#hasAsked.add(session);
    return isFirst && this.#world.plan.hasEcho && this.truth.kindOf(session) === "plain";
  }

  #checkEnd(session: SessionId, reason: EndReason): void {
    this.datagramGuests.ended(session, reason);
    const client = this.#clientOf.get(session);
    if (!client || client.session !== session) return;
    client.sessionEnds(reason);
    if (client.deserves(reason)) return;
    const story = `${client.who} (session ${session}) is closed: ${JSON.stringify(reason)}`;
    this.#world.trace.violate("closed", story);
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
    const { trace, network, clock } = this.#world;
    return {
      trace,
      chat: this.server.chat,
      context: this.server.context,
      links: network.links,
      clock,
      outstanding: this.outstanding,
      sessionOf: (link) => this.sessionOf(link),
    };
  }
}

function describe({ entry }: StampedEntry): string {
  if (entry.kind !== "message") return "session" in entry ? `session ${entry.session}` : "";
  return `session ${entry.session}: ${entry.message.command} ${entry.message.params.join(" ")}`;
}
