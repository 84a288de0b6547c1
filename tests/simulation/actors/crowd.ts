/** Everybody who comes, does things, goes and comes back, as the plan of the seed says. */
import { SEND_QUEUE_BYTES_MAX } from "../../../src/protocol/limits.ts";
import type { Fault } from "../plan.ts";
import type { World } from "../world.ts";
import type { Client } from "./client.ts";
import { floodLines, Habits, PLAIN_FLOOD_LINE_BYTES, POISONED } from "./habits.ts";
import { IrcClient } from "./irc-client.ts";
import { PlainClient } from "./plain-client.ts";
import { Stranger } from "./strangers.ts";
import { sendDatagrams, typeAtConsole } from "./unconnected.ts";
import { LineWire, WebSocketWire } from "./wire.ts";

type Kind = "irc" | "webSocket" | "plain" | "program";

const COMEBACK_MS_MAX = 3_000;
const ARRIVAL_MS_MAX = 1_000;
/** Mostly a bit more than a turn's share. */
const FLOOD_LINES = [70, 70, 70, 70, 70, 70, 130, 130, 130, 1_000] as const;
const STALL_MS_MAX = 60_000;
const FULL_MS_MAX = 20_000;
/** The world is new after each: fewer of them, or nothing else happens. */
const CRASH_SHARE = 0.2;
const BESIEGERS_MIN = 2;

export class Crowd {
  readonly #world: World;
  readonly #habits: Habits;
  readonly #kinds = new Map<Client, Kind>();
  #count = 0;
  #isCalm = false;
  #isBesieged = false;

  constructor(world: World) {
    this.#world = world;
    this.#habits = new Habits(world.plan.habitSeed);
    for (const kind of ["irc", "webSocket", "plain", "program"] as const) {
      for (let number = 0; number < world.plan.people[kind]; number++) this.#comeLater(kind, ARRIVAL_MS_MAX);
    }
    for (let number = 0; number < world.plan.people.datagram; number++)
      sendDatagrams(world, number, () => this.#isCalm);
    typeAtConsole(world, () => this.#isCalm);
  }

  /** From now on nobody does anything, and all who can read do. */
  calm(): void {
    this.#isCalm = true;
  }

  #happens(fault: Fault): boolean {
    const { plan, random } = this.#world;
    return plan.rates[fault] > 0 && random.chance(plan.rates[fault]);
  }

  // Coming.

  #comeLater(kind: Kind, msMax: number): void {
    const { clock, random } = this.#world;
    clock.plan(random.below(msMax), () => {
      if (!this.#isCalm) this.#come(kind);
    });
  }

  #come(kind: Kind): void {
    const client = this.#make(kind);
    this.#kinds.set(client, kind);
    this.#world.connect(client, kind === "webSocket");
  }

  #make(kind: Kind): Client {
    const world = this.#world;
    const who = `${kind.slice(0, 1)}${++this.#count}`;
    switch (kind) {
      case "irc":
        return new IrcClient(world, who, new LineWire("\r\n"));
      case "webSocket":
        return new IrcClient(world, who, new WebSocketWire());
      case "plain":
        return new PlainClient(world, who, "person");
      case "program":
        return new PlainClient(world, who, "program");
    }
  }

  gone(client: Client): void {
    const kind = this.#kinds.get(client);
    this.#kinds.delete(client);
    if (kind && !this.#isCalm) this.#comeLater(kind, COMEBACK_MS_MAX);
  }

  // Doing.

  ready(client: Client): void {
    const { clock, random, plan } = this.#world;
    // Programs without newlines leave a pause between two messages, or they are one.
    const isProgram = client instanceof PlainClient && client.isProgram;
    clock.plan(random.between(1, plan.pauseMs) + (isProgram ? 1_500 : 0), () => {
      if (!client.isReady || client.hasLeft || this.#isCalm || !this.#world.takeStep()) return;
      this.#act(client);
      if (!client.isOver) this.ready(client);
    });
  }

  #act(client: Client): void {
    const { random } = this.#world;
    if (this.#world.plan.hasSiege && !this.#isBesieged) this.#siege();
    this.#suffer(client);
    if (client.isOver || client.hasLeft) return;
    if (random.chance(0.01)) this.#leave(client);
    else if (client instanceof IrcClient) this.#habits.irc(client, random);
    else if (client instanceof PlainClient) this.#habits.plain(client, random);
  }

  #leave(client: Client): void {
    if (client instanceof IrcClient || client instanceof PlainClient) client.quit();
  }

  /** What goes wrong for one client. */
  #suffer(client: Client): void {
    const world = this.#world;
    const { random } = world;
    if (this.#happens("slow readers")) this.#slowDown(client);
    if (this.#happens("stopped readers")) this.#stop(client);
    if (this.#happens("floods")) this.#flood(client);
    if (this.#happens("poison") && client instanceof IrcClient) client.ask(POISONED);
    if (this.#happens("clock jumps")) this.#jump();
    if (this.#happens("stalled disk")) world.store.stall(random.between(1_000, STALL_MS_MAX));
    if (this.#happens("full disk")) world.store.fill(random.between(1, FULL_MS_MAX));
    if (this.#happens("strangers")) world.connect(new Stranger(world, `s${++this.#count}`), false);
    if (this.#happens("crowding"))
      for (let number = 0; number < 5; number++)
        world.connect(new Stranger(world, `s${++this.#count}`), false);
    if (this.#happens("lost peers")) client.vanish();
    else if (this.#happens("crashes") && random.chance(CRASH_SHARE)) this.#crash();
    else if (this.#happens("resets")) client.reset();
    else if (this.#happens("half-closes") || this.#leavesSilently(client)) client.halfClose();
    else if (this.#happens("reconnects") && random.chance(0.2)) this.#storm();
  }

  /** Many only listen: a closed end before the first word is another way out of the server. */
  #leavesSilently({ isSilent }: Client): boolean {
    const { plan, random } = this.#world;
    return isSilent && plan.rates["half-closes"] > 0 && random.chance(0.2);
  }

  /** Costs many steps, so that a seed of floods is not longer than others. */
  #flood(client: Client): void {
    if (!(client instanceof IrcClient || client instanceof PlainClient)) return;
    const count = this.#world.random.pick(FLOOD_LINES);
    for (const line of floodLines(client, count)) client.say(line);
    for (let step = 0; step < count; step += 10) this.#world.takeStep();
  }

  /** Everybody who types pastes a book, and the first of them does not read. */
  #siege(): void {
    const typing = [...this.#kinds.keys()].filter((client) => client instanceof PlainClient);
    const [victim, ...others] = typing.filter(({ isProgram, isReady }) => isReady && !isProgram);
    if (!victim || others.length < BESIEGERS_MIN) return;
    this.#isBesieged = true;
    for (const client of [victim, ...others]) client.say("/join #lobby");
    this.#stop(victim);
    // More than the victim's queue and both kernels hold, since not all of it is said here.
    const bytes = 2.5 * (SEND_QUEUE_BYTES_MAX + this.#world.plan.weather.kernelBytes);
    const bookLines = Math.ceil(bytes / others.length / PLAIN_FLOOD_LINE_BYTES);
    for (const client of others) for (const line of floodLines(client, bookLines)) client.say(line);
  }

  #slowDown(client: Client): void {
    const { random } = this.#world;
    client.isSlow = true;
    client.link?.read({ kind: "slow", bytes: random.between(1, 4_000), everyMs: random.between(1, 300) });
  }

  #stop(client: Client): void {
    client.isUnresponsive = true;
    client.link?.read({ kind: "stopped" });
  }

  /** Everybody is thrown out at once, and comes back at once. */
  #storm(): void {
    for (const client of [...this.#kinds.keys()]) client.reset();
  }

  /** The machine's clock may be another one afterwards. */
  #crash(): void {
    this.#world.crash();
    if (this.#world.random.chance(0.3)) this.#jump();
  }

  #jump(): void {
    const { clock, random, trace } = this.#world;
    const ms = random.pick([-3_600_000, -5_000, 5_000, 3_600_000]);
    trace.note("clock", "jumps", String(ms));
    clock.jump(ms);
  }
}
