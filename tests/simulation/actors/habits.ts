/** What people do, and how often: each seed has habits of its own. */
import { Random } from "../random.ts";
import { POISON } from "../watched-chat.ts";
import { accountLine, plainAccountLine, registerLine, useAccount } from "./account-habits.ts";
import type { IrcClient } from "./irc-client.ts";
import type { PlainClient } from "./plain-client.ts";

type Habit<Person> = (person: Person, random: Random) => void;

const CHANNELS = ["#lobby", "#a", "#b", "#Games", "#games", "#棋"] as const;
const LONG_BYTES = 400;
const PLAIN_LONG_BYTES = 3_000;

/** Who comes goes where the others are: an empty room shows nothing. */
export function settle(person: IrcClient, random: Random): void {
  if (random.chance(person.world.plan.loginShare / 2)) person.askInWords(registerLine(person));
  useAccount(person, random);
  const count = random.pick([0, 1, 2, 3]);
  for (let room = 0; room < count; room++) person.ask(`JOIN ${random.pick(CHANNELS)}`);
}

/** Mostly where one is, now and then anywhere. */
function channelOf(person: IrcClient, random: Random): string {
  return random.chance(0.6) ? (person.anyChannel() ?? random.pick(CHANNELS)) : random.pick(CHANNELS);
}

/** Mostly where one may, now and then where one may not. */
function ruledChannelOf(person: IrcClient, random: Random): string {
  return (random.chance(0.8) ? person.anyRuledChannel() : undefined) ?? channelOf(person, random);
}

/** Mostly somebody who is there, now and then anybody. */
function memberOf(person: IrcClient, channel: string, random: Random): string {
  return random.chance(0.7) ? (person.anyMember(channel) ?? person.anyNick()) : person.anyNick();
}

function say(person: IrcClient, random: Random, target: string): void {
  person.ask(`${random.pick(["PRIVMSG", "PRIVMSG", "NOTICE"])} ${target} :${textOf(person, random)}`);
}

function textOf(person: IrcClient, random: Random): string {
  return person.newText(random.pick([10, 40, 100, LONG_BYTES]) / 2);
}

/** Few, or nobody would ever go back. */
const READ_CHANNELS = ["#lobby", "#a"] as const;
const READ_SINCE_MS = Date.parse("2023-11-14T00:00:00.000Z");
const READ_MS_MAX = 60_000;
const PAGE_ROWS = [2, 5, 50] as const;

/** The newest, or those around a message that somebody has read: perhaps elsewhere, perhaps before the server had crashed. */
function pageOf(person: IrcClient, random: Random): string {
  const target = random.chance(0.8) ? channelOf(person, random) : person.anyNick();
  const msgid = random.pick(person.world.msgids);
  if (msgid === undefined || random.chance(0.3)) return `LATEST ${target} *`;
  return `${random.pick(["BEFORE", "AFTER", "LATEST", "AROUND"])} ${target} msgid=${msgid}`;
}

const RANKS = ["+o X", "-o X", "+v X", "-v X", "+h X", "+ov X X"] as const;
const MODES = ["+i", "-i", "+m", "-m", "+s", "-s", "-n", "+n", "+t"] as const;
const MASKS = [
  "+b X!*@*",
  "-b X!*@*",
  "+l 3",
  "-l",
  "+k key",
  "-k key",
  "+I X!*@*",
  "+e X!*@*",
  "+u",
  "-u",
] as const;
const QUESTIONS = [
  "NAMES",
  "WHO",
  "LIST",
  "LUSERS",
  "MOTD",
  "WHOIS server",
  "WHO #lobby %tn",
  "CAP LIST",
  "NONSENSE",
];

const IRC_HABITS: Readonly<Record<string, Habit<IrcClient>>> = {
  sayInChannel: (person, random) => say(person, random, channelOf(person, random)),
  sayInPrivate: (person, random) => say(person, random, person.anyNick()),
  sayToStatus: (person, random) =>
    say(person, random, random.pick(["@", "+", "%"]) + channelOf(person, random)),
  sayToSeveral: (person, random) =>
    person.say(
      `PRIVMSG ${random.pick(CHANNELS)},${random.pick(CHANNELS)},${person.anyNick()} :${textOf(person, random)}`,
    ),
  type: (person, random) =>
    person.say(`@+typing=${person.newText(8).trim().replaceAll(" ", "-")} TAGMSG ${random.pick(CHANNELS)}`),
  ask: (person) => person.askNumbered(),
  join: (person, random) => person.ask(`JOIN ${random.pick(CHANNELS)}${random.chance(0.2) ? " key" : ""}`),
  part: (person, random) => person.ask(`PART ${channelOf(person, random)}`),
  nick: (person, random) =>
    person.ask(`NICK ${person.anyNick()}${random.chance(0.5) ? random.below(9) : ""}`),
  rank: (person, random) => changeMode(person, random, RANKS),
  mode: (person, random) => changeMode(person, random, MODES),
  mask: (person, random) => changeMode(person, random, MASKS),
  kick: (person, random) => {
    const channel = ruledChannelOf(person, random);
    person.ask(`KICK ${channel} ${memberOf(person, channel, random)} :out`);
  },
  invite: (person, random) => person.ask(`INVITE ${person.anyNick()} ${random.pick(CHANNELS)}`),
  topic: (person, random) => person.ask(`TOPIC ${channelOf(person, random)} :about ${random.below(9)}`),
  away: (person, random) => person.ask(random.chance(0.5) ? "AWAY :gone" : "AWAY"),
  rename: (person, random) =>
    person.ask(`RENAME ${ruledChannelOf(person, random)} ${random.pick([...CHANNELS, "#new", "#newer"])}`),
  question: (person, random) => person.ask(random.pick(QUESTIONS)),
  history: (person, random) => person.ask(`HISTORY ${channelOf(person, random)} ${random.pick(PAGE_ROWS)}`),
  page: (person, random) => {
    if (person.readsBatches) person.ask(`CHATHISTORY ${pageOf(person, random)} ${random.pick(PAGE_ROWS)}`);
  },
  redact: (person, random) => {
    const msgid = random.pick(person.world.msgids);
    if (msgid !== undefined) person.ask(`REDACT ${channelOf(person, random)} ${msgid}`);
  },
  readOn: (person, random) => {
    const time = new Date(READ_SINCE_MS + random.below(READ_MS_MAX)).toISOString();
    if (person.readsMarkers) person.ask(`MARKREAD ${random.pick(READ_CHANNELS)} timestamp=${time}`);
  },
  monitor: (person) => person.ask(`MONITOR + ${person.anyNick()},${person.anyNick()}`),
  oper: (person) => person.ask("OPER root wrong"),
  account: (person, random) => person.askInWords(accountLine(person, random)),
  setname: (person, random) => person.ask(`SETNAME :name ${random.below(9)}`),
};

function changeMode(person: IrcClient, random: Random, modes: readonly string[]): void {
  const channel = ruledChannelOf(person, random);
  person.ask(
    `MODE ${channel} ${random.pick(modes).replaceAll("X", () => memberOf(person, channel, random))}`,
  );
}

const PLAIN_HABITS: Readonly<Record<string, Habit<PlainClient>>> = {
  say: (person, random) => person.type(person.newText(random.pick([10, 40, 200, PLAIN_LONG_BYTES]) / 3)),
  ask: (person) => person.askNumbered(),
  private: (person, random) =>
    person.type(`/msg ${random.pick(["ann", "Bob", "server"])} ${person.newText(20)}`),
  join: (person, random) => person.type(`/join ${random.pick(CHANNELS)}`),
  part: (person) => person.type("/part"),
  nick: (person, random) => person.type(`/nick p${random.below(12)}`),
  who: (person) => person.type("/who"),
  history: (person, random) => person.type(`/history ${random.pick(PAGE_ROWS)}`),
  account: (person, random) => person.type(plainAccountLine(person, random)),
  topic: (person, random) => person.type(`/topic what ${random.below(9)}`),
};

/** How often each habit is followed in one seed. */
export class Habits {
  readonly #irc: readonly (readonly [number, Habit<IrcClient>])[];
  readonly #plain: readonly (readonly [number, Habit<PlainClient>])[];

  constructor(seed: number) {
    const random = new Random(seed);
    this.#irc = weigh(IRC_HABITS, random);
    this.#plain = weigh(PLAIN_HABITS, random);
  }

  irc(person: IrcClient, random: Random): void {
    random.weighted(this.#irc)(person, random);
  }

  plain(person: PlainClient, random: Random): void {
    random.weighted(this.#plain)(person, random);
  }
}

/** Talking, joining, reading on and being somebody always happen; the others rarely, often, or not at all. */
function weigh<Person>(
  habits: Readonly<Record<string, Habit<Person>>>,
  random: Random,
): (readonly [number, Habit<Person>])[] {
  return Object.entries(habits).map(([name, habit]) => {
    const isUsual = name.startsWith("say") || ["join", "account", "readOn"].includes(name);
    return [isUsual ? random.between(3, 8) : random.pick([0, 1, 3, 8]), habit];
  });
}

/** A message that makes the rules throw. */
export const POISONED = `PRIVMSG #lobby :${POISON}`;

/** At least: its letters take more than a byte each. */
export const PLAIN_FLOOD_LINE_BYTES = 1_300;

export function floodLines(person: IrcClient | PlainClient, count: number): string[] {
  if (!("nick" in person)) return Array.from({ length: count }, () => person.newText(PLAIN_FLOOD_LINE_BYTES));
  const target = person.anyChannel() ?? "#lobby";
  return Array.from({ length: count }, () => `PRIVMSG ${target} :${person.newText(150)}`);
}
