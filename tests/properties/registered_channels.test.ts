/** Whatever people do with registered channels, and whenever the disk refuses: a restart brings back what was so, and nothing else. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Channel } from "../../src/chat/channel.ts";
import { channelModes } from "../../src/chat/channel-modes.ts";
import { LastingPlayground } from "../chat/lasting-playground.ts";

const NAMES = ["alice", "bob", "carol"] as const;
const session = fc.constantFrom(1, 2, 3);
const channel = fc.constantFrom("#a", "#b", "#lobby");
const account = fc.constantFrom(...NAMES);
const letter = fc.constantFrom("v", "h", "o", "a");
const mode = fc.constantFrom("+b", "-b", "+e", "+I", "+k", "-k", "+l", "+o", "-o", "+i", "-i", "+s-t", "+f");

/** Words, but for the codes that DROP asks for. */
const said = fc.oneof(
  fc.tuple(fc.constantFrom("JOIN", "JOIN", "PART"), channel),
  fc.tuple(fc.constant("CS"), fc.constantFrom("REGISTER", "REGISTER", "OP", "DEOP"), channel),
  fc.tuple(
    fc.constant("CS"),
    fc.constant("AMODE"),
    channel,
    letter.map((one) => `+${one}`),
    account,
  ),
  fc.tuple(
    fc.constant("CS"),
    fc.constant("AMODE"),
    channel,
    letter.map((one) => `-${one}`),
    account,
  ),
  fc.tuple(fc.constant("CS"), fc.constant("TRANSFER"), channel, account),
  fc.tuple(fc.constant("CS"), fc.constant("TRANSFER"), fc.constant("ACCEPT"), channel),
  fc.tuple(fc.constant("CS"), fc.constant("DROP"), channel),
  fc.tuple(fc.constant("MODE"), channel, mode, fc.constantFrom("eve", "5", "#b", ...NAMES)),
  fc.tuple(fc.constant("TOPIC"), channel, fc.constantFrom("", "green", "black")),
  fc.tuple(fc.constant("RENAME"), channel, fc.constantFrom("#c", "#a")),
  fc.tuple(fc.constant("KICK"), channel, account),
  fc.tuple(
    fc.constant("PRIVMSG"),
    channel.map((name) => `@${name}`),
    fc.constant("x"),
  ),
  fc.tuple(fc.constant("NS"), fc.constant("DROP"), account),
  fc.tuple(fc.constant("CS"), fc.constant("PURGE"), fc.constantFrom("ADD", "DEL"), channel),
);
const step = fc.record({
  session: fc.oneof({ weight: 9, arbitrary: session }, fc.constant(0)),
  words: said,
  /** What somebody else says before the rules hear what became of it. */
  meanwhile: fc.option(fc.record({ session, words: said })),
  isWritable: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
});

function say(play: LastingPlayground, id: number, [command = "", ...params]: readonly string[]): void {
  const answer = play.ask(id, command, ...params);
  if (params[0] !== "DROP" || !answer[0]?.includes("confirm")) return;
  play.ask(id, command, ...params, answer[0].split(" ").at(-1) ?? "");
}

/** All that a row says of it, and what history is read by who comes in. */
function shown(one: Channel) {
  const { name, topic, ownership, createdAtMs, createdAtSequence, lists, history } = one;
  const masks = Object.values(lists).map((list) =>
    [...list.values()].map(({ mask, setBy }) => [mask, setBy]),
  );
  const modes = channelModes(one, "inside");
  return { name, topic, ownership, createdAtMs, createdAtSequence, modes, masks, door: history.record() };
}

function lasting({ chat }: LastingPlayground) {
  const registered = [...chat.channels.all()].filter(({ ownership }) => ownership);
  return {
    channels: registered.map(shown).sort((one, other) => (one.name < other.name ? -1 : 1)),
    purges: [...chat.channels.purges.keys()].sort(),
  };
}

function begin(): LastingPlayground {
  const play = new LastingPlayground();
  play.connect(0, "console");
  NAMES.forEach((name, index) => {
    play.irc(index + 1, name);
    play.register(index + 1);
    play.ask(index + 1, "JOIN", index === 0 ? "#a" : "#b");
  });
  play.ask(1, "CS", "REGISTER", "#a");
  play.ask(2, "CS", "REGISTER", "#b");
  return play;
}

test("registered channels are after a restart what they were before", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: "max" }), (steps) => {
      const play = begin();
      for (const { session: id, words, meanwhile, isWritable } of steps) {
        play.isWritable = isWritable;
        play.beforeKept = () => {
          play.beforeKept = () => {};
          if (meanwhile) say(play, meanwhile.session, meanwhile.words);
        };
        say(play, id, words);
        play.beforeKept = () => {};
      }
      const empty = [...play.chat.channels.all()].filter((one) => one.memberCount === 0 && !one.ownership);
      assertEquals(
        empty.filter((one) => one !== play.chat.channels.default).map(({ name }) => name),
        [],
      );
      const before = lasting(play);
      play.restart();
      assertEquals(lasting(play), before);
    }),
    { numRuns: 300 },
  );
});
