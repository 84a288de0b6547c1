/** The rooms of one server, put together as src/server/start.ts does, over a world that is played. */

import type { Chat } from "../../src/chat/chat.ts";
import { restore } from "../../src/chat/restore.ts";
import { Datagrams } from "../../src/network/datagrams.ts";
import { Delivery } from "../../src/network/delivery.ts";
import type { EdgeContext } from "../../src/network/edge-context.ts";
import { Connections } from "../../src/network/listener.ts";
import {
  CONSOLE_SESSION,
  type Effect,
  type SessionId,
  type StampedEntry,
} from "../../src/protocol/effects.ts";
import type { LastingRow } from "../../src/protocol/lasting.ts";
import { localSequencer } from "../../src/sequencer/local.ts";
import { Console } from "../../src/server/console.ts";
import { DiskWatch } from "../../src/server/disk-watch.ts";
import { Edge } from "../../src/server/edge.ts";
import { messageFinder } from "../../src/server/find-message.ts";
import { type Observer, Pipeline } from "../../src/server/pipeline.ts";
import { ruleSettings } from "../../src/server/rule-settings.ts";
import { DEFAULTS, type Settings } from "../../src/server/settings.ts";
import { plainGate } from "../helpers/plain-gate.ts";
import type { SimulatedClock } from "./clock.ts";
import { SimulatedHistory, type SimulatedHistoryParts } from "./disk/history.ts";
import type { SimulatedStore } from "./disk/store.ts";
import type { Network } from "./network/network.ts";
import { nobodys, OwnedDeadlines } from "./owned-deadlines.ts";
import type { Plan } from "./plan.ts";
import type { Random } from "./random.ts";
import { SlowGate } from "./slow-gate.ts";
import { POISON, WatchedChat } from "./watched-chat.ts";

/** Believed when it says for whom it connects. */
export const PROXY_HOST = "10.200.0.1";
const BUILD = { version: "1.2.3", language: "en" } as const;

export interface SimulatedServerParts {
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly network: Network;
  readonly plan: Plan;
  readonly store: SimulatedStore;
  /** What the last life has left is there again, and nobody has come yet. */
  begun(chat: Chat, rows: readonly LastingRow[]): void;
  decided(stamped: StampedEntry, effects: readonly Effect[]): void;
  readonly answered: SimulatedHistoryParts["answered"];
  readonly found: SimulatedHistoryParts["found"];
  /** On behalf of the clock's present connection. */
  sessionMade(session: SessionId): void;
  /** A line of the server's terminal. */
  shown(line: string): void;
  /** A session has shown a password. */
  readonly passwordShown: (session: SessionId, password: string) => void;
  /** Something threw that should not. */
  fault(error: unknown): void;
}

export class SimulatedServer {
  readonly chat: WatchedChat;
  /** What the last life has left. */
  readonly restored: readonly LastingRow[];
  readonly context: EdgeContext;
  readonly connections: Connections;
  readonly console: Console;
  readonly history: SimulatedHistory;
  readonly #parts: SimulatedServerParts;
  #isGone = false;

  constructor(parts: SimulatedServerParts) {
    this.#parts = parts;
    this.history = this.#makeHistory();
    const { history } = this;
    const { historyId } = history;
    const { clock } = parts;
    const settings = settingsOf(parts.plan);
    const delivery = new Delivery();
    this.restored = history.lasting();
    this.chat = new WatchedChat(this.#chatParts(settings), parts.decided);
    restore(this.chat, this.restored, (_row, error) => parts.fault(error));
    parts.begun(this.chat, this.restored);
    const disk = new DiskWatch({
      clock: nobodys(clock),
      news: { refuses() {}, late() {}, works() {} },
      state: () => history.state(),
    });
    const pipeline = new Pipeline({
      chat: this.chat,
      history,
      delivery,
      observer: this.#observer(),
      disk,
      submit: (entry) => submit(entry),
      rehash() {},
    });
    const sequencer = localSequencer(clock, (stamped) => pipeline.decide(stamped), history);
    const submit: EdgeContext["submit"] = (entry) => sequencer.submit(entry);
    const { fault } = parts;
    const edge = new Edge({
      clock,
      delivery,
      settings,
      build: BUILD,
      historyId,
      accounts: this.#gate(),
      findMessage: messageFinder(history),
      disk,
      submit,
      fault,
    });
    this.context = this.#watched(edge.context);
    this.connections = new Connections(this.context);
    this.console = new Console({
      channel: settings.channel,
      language: "en",
      historyId,
      findMessage: messageFinder(history),
      submit,
      nowMs: () => clock.nowMs(),
      show: parts.shown,
      stop() {},
    });
    delivery.add(CONSOLE_SESSION, this.console);
    submit({ kind: "connect", session: CONSOLE_SESSION, sessionKind: "console", host: "" });
  }

  async listen(): Promise<void> {
    const { network } = this.#parts;
    network.listen(this.connections.handlers());
    await new Datagrams(this.context, network.bindUdp).bind("0.0.0.0", 8081);
  }

  #chatParts(settings: Settings): ConstructorParameters<typeof WatchedChat>[0] {
    return {
      historyId: this.history.historyId,
      startedAtMs: this.#parts.clock.nowMs(),
      settings: ruleSettings(settings, BUILD),
    };
  }

  #makeHistory(): SimulatedHistory {
    const { clock, random, plan, store, answered, found } = this.#parts;
    const { limits, latencyMs } = plan.disk;
    const brokenShare = plan.rates["broken disk"];
    return new SimulatedHistory({ store, clock, random, limits, latencyMs, brokenShare, answered, found });
  }

  /** It is gone from one moment to the next. */
  crash(): void {
    this.#isGone = true;
    this.history.crash();
  }

  #gate(): SlowGate {
    const { clock, random, passwordShown: shown } = this.#parts;
    const gate = plainGate((name) => this.chat.accounts.named(name));
    return new SlowGate({ clock, random, gate, shown, isGone: () => this.#isGone });
  }

  #observer(): Observer {
    const { fault } = this.#parts;
    return {
      came() {},
      went() {},
      acted() {},
      skipped(_sequence, error) {
        if (!String(error).includes(POISON)) fault(error);
      },
      fault,
    };
  }

  /** A password is checked for a while; nobody knows the right one. */
  #watched(context: EdgeContext): EdgeContext {
    const { clock, random, sessionMade } = this.#parts;
    return {
      ...context,
      deadlines: new OwnedDeadlines(clock, context.fault),
      gatekeeper: {
        ...context.gatekeeper,
        allowsGateway: () => false,
        allowsProxy: (address) => address === PROXY_HOST,
        verifyOperator: () =>
          new Promise((resolve) => {
            clock.plan(random.below(500), () => {
              if (this.#isGone) return;
              clock.needRealTurns();
              resolve(undefined);
            });
          }),
      },
      nextSession() {
        const session = context.nextSession();
        sessionMade(session);
        return session;
      },
    };
  }
}

function settingsOf({ connectionsMax, hasFloodLimits, hasEcho, historyOnJoin, anyName }: Plan): Settings {
  return {
    ...DEFAULTS,
    "server-name": "server",
    "max-clients": connectionsMax,
    "flood-limits": hasFloodLimits,
    echo: hasEcho,
    "history-on-join": historyOnJoin,
    "registration-any-name": anyName,
    "proxy-from": [PROXY_HOST],
  };
}
