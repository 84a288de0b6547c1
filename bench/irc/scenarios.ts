/** What is measured: everything that is compared in one table, and how often each row takes its turn. */
import { describeDisk } from "../history/disk-speed.ts";
import type { IrcOrder, Mix, Rooms } from "./orders.ts";
import {
  ALL,
  BARE_LOOP,
  INSPIRCD,
  type IrcServer,
  OURS,
  OURS_ON_DISK,
  OURS_ON_SLOW_DISK,
} from "./servers.ts";

type WithoutServer<Order> = Order extends IrcOrder ? Omit<Order, "port" | "pid" | "atOnce"> : never;

export interface Entrant {
  readonly name: string;
  readonly server: IrcServer;
  readonly order: WithoutServer<IrcOrder>;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The first is compared with each other one; with `variants`, each other one with the first. */
  readonly entrants: readonly Entrant[];
  readonly compared: "servers" | "variants";
  /** What must be known to read the figures, measured at that time. */
  readonly aside?: () => string;
}

/** With the server's prefix, about 100 bytes are delivered. */
const TEXT_BYTES = 60;
const ROOM: Omit<Rooms, "members" | "senders"> = {
  target: "channel",
  rooms: 1,
  mix: "irc",
  textBytes: TEXT_BYTES,
};
const CONNECTIONS = 9_000;
const STALLED_SECONDS_MIN = 10;

/** What is said, whoever serves it: name, title, order. @param seconds that each run lasts. */
function sayings(
  seconds: number,
): readonly (readonly [name: string, title: string, order: Entrant["order"]])[] {
  const talk = { kind: "irc/talk", seconds, ...ROOM } as const;
  const pace = { kind: "irc/pace", seconds, ...ROOM, members: 100, senders: 10 } as const;
  return [
    [
      "one-channel",
      "One channel, 1,000 members, 10 senders × 32 in flight",
      { ...talk, members: 1_000, senders: 10, window: 32 },
    ],
    [
      "one-by-one",
      "One channel, 100 members, 10 senders × 1 in flight",
      { ...talk, members: 100, senders: 10, window: 1 },
    ],
    [
      "many-channels",
      "100 channels × 10 members, all talking, 4 in flight each",
      { ...talk, rooms: 100, members: 10, senders: 10, window: 4 },
    ],
    [
      "private",
      "100 pairs in private, 16 in flight each",
      { ...talk, target: "partner", rooms: 100, members: 2, senders: 2, window: 16 },
    ],
    [
      "latency",
      "One channel, 100 members, 500 messages/s: latency",
      { ...pace, messagesPerSecond: 500, stalled: false },
    ],
  ];
}

/** The same with every message on disk before anybody reads it; InspIRCd and the bare loop keep nothing. */
function onDisk(seconds: number): readonly Scenario[] {
  const servers = [OURS_ON_DISK, OURS, INSPIRCD, BARE_LOOP];
  return sayings(seconds).map(([name, title, order]) => {
    const entrants = name === "latency" ? [...servers, OURS_ON_SLOW_DISK] : servers;
    return {
      name: `history/${name}`,
      title: `On disk: ${title}`,
      entrants: entrants.map((server) => ({ name: server.name, server, order })),
      compared: "servers",
      aside: describeDisk,
    };
  });
}

/** @param seconds that each run lasts. */
export function scenarios(seconds: number): readonly Scenario[] {
  const talk = { kind: "irc/talk", seconds, ...ROOM } as const;
  const pace = { kind: "irc/pace", seconds, ...ROOM, members: 100, senders: 10 } as const;
  const many = { ...talk, members: 1_000, senders: 10, window: 32 };
  return [
    ...sayings(seconds).map(([name, title, order]) => among(name, title, order)),
    among("registering", "Registering 9,000 connections", { kind: "irc/register", connections: CONNECTIONS }),
    joining(),
    among("idle", "Memory of an idle connection at 9,000", { kind: "irc/idle", connections: CONNECTIONS }),
    variants(
      "capabilities",
      "With capabilities: message-tags, server-time, account-tag, echo-message, labeled-response",
      [
        ["none", many],
        ...(["half capable", "capable"] as const).map((mix) => [mix, { ...many, mix }] as const),
      ],
    ),
    variants("dialects", "With plain text and WebSocket", [
      ["all IRC", many],
      ...(["half plain", "half websocket"] satisfies Mix[]).map((mix) => [mix, { ...many, mix }] as const),
    ]),
    among("stalled", "One of 100 members does not read, 3,000 messages of 400 bytes/s", {
      ...pace,
      seconds: Math.max(seconds, STALLED_SECONDS_MIN),
      textBytes: 400,
      messagesPerSecond: 3_000,
      stalled: true,
    }),
    ...onDisk(seconds),
  ];
}

function among(name: string, title: string, order: Entrant["order"]): Scenario {
  const entrants = ALL.map((server) => ({ name: server.name, server, order }));
  return { name: `irc/${name}`, title, entrants, compared: "servers" };
}

/** The bare loop's NAMES list nobody. */
function joining(): Scenario {
  const order = { kind: "irc/join", clients: 1_000, allNames: true } as const;
  const scenario = among("joining", "1,000 clients join one channel at once", order);
  const entrants = scenario.entrants.map((entrant) =>
    entrant.server === BARE_LOOP ? { ...entrant, order: { ...order, allNames: false } } : entrant,
  );
  return { ...scenario, entrants };
}

function variants(
  name: string,
  title: string,
  orders: readonly (readonly [name: string, order: Entrant["order"]])[],
): Scenario {
  const entrants = orders.map(([variant, order]) => ({ name: variant, server: OURS, order }));
  return { name: `irc/${name}`, title, entrants, compared: "variants" };
}
