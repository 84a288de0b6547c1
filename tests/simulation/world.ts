/** One seed's world: its network, its disk, its people, and one life of the server after the other. */
import type { StampedEntry } from "../../src/protocol/effects.ts";
import { ALL_QUEUES_BYTES_MAX, SEND_QUEUE_BYTES_MAX } from "../../src/protocol/limits.ts";
import type { Client } from "./actors/client.ts";
import { Crowd } from "./actors/crowd.ts";
import { Passwords } from "./actors/passwords.ts";
import { TrueAccounts } from "./checkers/accounts.ts";
import { Answers } from "./checkers/answers.ts";
import type { Hearing } from "./checkers/hearing.ts";
import { Kept } from "./checkers/kept.ts";
import { Lasting } from "./checkers/lasting.ts";
import { TrueMarkers } from "./checkers/markers.ts";
import { SimulatedClock } from "./clock.ts";
import { SimulatedStore } from "./disk/store.ts";
import { Life } from "./life.ts";
import type { Link } from "./network/link.ts";
import { Network } from "./network/network.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Random } from "./random.ts";
import { PROXY_HOST, type SimulatedServer } from "./server.ts";
import { Trace, type TraceOptions } from "./trace.ts";
import { TrueHistory } from "./true-history.ts";
import type { Truth } from "./truth.ts";

const MSGIDS_MAX = 100;

export interface WorldParts {
  readonly seed: number;
  /** How many things people do, all together. */
  readonly steps: number;
  readonly trace: TraceOptions;
  /** The only transaction that fails, where one is named. */
  readonly brokenWrite?: number | undefined;
}

export class World {
  readonly clock = new SimulatedClock();
  readonly random: Random;
  readonly plan: Plan;
  readonly trace: Trace;
  readonly network: Network;
  readonly store: SimulatedStore;
  /** What is on the disk, and whether it may be. */
  readonly written = new TrueHistory();
  readonly kept: Kept;
  readonly lasting: Lasting;
  readonly accounts: TrueAccounts;
  readonly markers: TrueMarkers;
  readonly passwords: Passwords;
  readonly crowd: Crowd;
  readonly clients = new Set<Client>();
  /** Of messages that anybody has read, in any life. */
  readonly msgids: string[] = [];
  #life: Life;
  /** What was ordered in former lives. */
  readonly #formerEntries: StampedEntry[] = [];
  #stepsLeft: number;
  #lastHost = 0;

  constructor({ seed, steps, trace, brokenWrite }: WorldParts) {
    this.#stepsLeft = steps;
    this.random = new Random(seed);
    this.plan = makePlan(this.random);
    const { clock, random, plan } = this;
    this.trace = new Trace(clock, trace);
    this.network = new Network({ clock, random, weather: plan.weather });
    this.kept = new Kept(this.trace);
    this.lasting = new Lasting(this.trace);
    this.accounts = new TrueAccounts(this.trace);
    this.markers = new TrueMarkers(this.trace);
    this.passwords = new Passwords(random);
    this.store = this.#makeStore(brokenWrite);
    this.#life = new Life(this);
    this.crowd = new Crowd(this);
  }

  #makeStore(brokenWrite: number | undefined): SimulatedStore {
    const { clock, random, plan, trace } = this;
    return new SimulatedStore({
      clock,
      random,
      slowShare: plan.rates["slow disk"],
      brokenShare: plan.rates["broken disk"],
      latencyMs: plan.disk.latencyMs,
      brokenWrite,
      committed: (writes) => {
        this.kept.committed(writes);
        this.lasting.committed(writes);
        this.accounts.committed(writes);
        this.markers.committed(writes);
        this.written.committed(writes);
      },
      violate: (story) => trace.violate("kept", story),
    });
  }

  // The server's present life.

  get life(): Life {
    return this.#life;
  }

  get server(): SimulatedServer {
    return this.#life.server;
  }

  get truth(): Truth {
    return this.#life.truth;
  }

  get hearing(): Hearing {
    return this.#life.hearing;
  }

  /** The server is killed, and begins again with nothing but what is on the disk. */
  crash(): void {
    this.trace.note("server", "crashes");
    this.#formerEntries.push(...this.server.chat.entries);
    this.#life.crash();
    this.store.restart();
    this.kept.restarted(this.store.tip);
    this.lasting.restarted(this.store.lasting());
    this.accounts.restarted(this.store.lasting());
    this.#life = new Life(this);
    this.clock.needRealTurns();
    void this.server.listen();
  }

  /** Everything that was ever ordered. */
  get entries(): readonly StampedEntry[] {
    return [...this.#formerEntries, ...this.server.chat.entries];
  }

  /** Whoever comes later may ask from there on. */
  readMsgid(msgid: string | undefined): void {
    if (msgid === undefined) return;
    this.msgids.push(msgid);
    if (this.msgids.length > MSGIDS_MAX) this.msgids.shift();
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

  sessionOf(link: Link): number | undefined {
    return this.#life.sessionOf(link);
  }

  /** Whether its queue is over a limit, so that it may be closed. */
  isOverloaded({ link }: Client): boolean {
    const waiting = link?.state?.queue.waitingBytes ?? 0;
    return waiting > SEND_QUEUE_BYTES_MAX || this.server.context.queueTotal.bytes > ALL_QUEUES_BYTES_MAX;
  }
}
