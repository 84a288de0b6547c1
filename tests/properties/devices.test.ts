/** Whatever the devices of several people do: each of them knows where it is and with whom, and nobody hears anything twice. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { hasRoomForDevice } from "../../src/chat/devices.ts";
import type { Session } from "../../src/chat/user.ts";
import type { Effect, SessionId } from "../../src/protocol/effects.ts";
import { Playground } from "../chat/playground.ts";
import { DeviceView } from "./device-view.ts";

const SESSIONS: readonly SessionId[] = [1, 2, 3, 4, 5, 6];
const session = fc.constantFrom(...SESSIONS);
const channel = fc.constantFrom("#lobby", "#a", "#b", "#c");
const nick = fc.constantFrom("ann", "bob", "eve", "zoe");

const step = fc.oneof(
  fc.record({ do: fc.constant("come"), session, nick }),
  fc.record({ do: fc.constantFrom("attach", "attach plain", "move"), session, other: session }),
  fc.record({ do: fc.constantFrom("leave"), session }),
  fc.record({ do: fc.constantFrom("JOIN", "JOIN", "PART"), session, channel }),
  fc.record({ do: fc.constant("NICK"), session, nick }),
  fc.record({ do: fc.constant("KICK"), session, channel, nick }),
  fc.record({ do: fc.constant("MODE"), session, channel, mode: fc.constantFrom("+b", "-b", "+v"), nick }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What a step leads to; nothing where it makes no sense. */
function take(play: Playground, { do: done, session: id, ...rest }: Step): readonly Effect[] {
  const asker = play.chat.session(id);
  if (!asker) return arrive(play, done, { id, ...rest });
  if (done === "leave") return play.leave(id);
  if (done === "move" && "other" in rest) return move(play, asker, rest.other);
  const [command = ""] = done.split(" ");
  return /^[A-Z]+$/.test(command) ? play.effects(id, command, ...Object.values(rest).map(String)) : [];
}

interface Arrival {
  readonly id: SessionId;
  readonly other?: SessionId;
  readonly nick?: string;
}

function arrive(
  play: Playground,
  done: string,
  { id, other = 0, nick: wanted = "" }: Arrival,
): readonly Effect[] {
  if (done === "come") return play.chat.nicks.user(wanted) ? [] : play.irc(id, wanted);
  if (!done.startsWith("attach") || !play.chat.session(other)) return [];
  const effects = play.attach(id, other, done === "attach" ? "irc" : "plain");
  return typeof effects === "string" ? [] : effects;
}

function move(play: Playground, { id, user }: Session, to: SessionId): readonly Effect[] {
  const target = play.chat.session(to)?.user;
  const isPossible = target && target !== user && hasRoomForDevice(target);
  return isPossible ? play.move(id, to) : [];
}

/** What an IRC session would believe if it was told everything. */
function truth({ user }: Session): unknown {
  const channels = [...user.channels.values()].map((membership) => [
    membership.channel.name,
    [...membership.channel.members()].map((member) => member.user.nick).sort(),
  ]);
  return { nick: user.nick, channels: channels.sort() };
}

test("each device knows where its user is and with whom, and who hears a channel are its members' sessions", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      const play = new Playground();
      const views = new Map(SESSIONS.map((id) => [id, new DeviceView(id)]));
      for (const one of steps) {
        if (!play.chat.session(one.session)) views.set(one.session, new DeviceView(one.session));
        for (const effect of take(play, one)) for (const view of views.values()) view.show(effect);
        for (const [id, view] of views) {
          const known = play.chat.session(id);
          if (known?.kind === "irc") assertEquals(view.picture(), truth(known));
        }
        checkAudiences(play);
      }
    }),
    { numRuns: 300 },
  );
});

function checkAudiences(play: Playground): void {
  for (const one of play.chat.channels.all()) {
    const sessions = [...one.members()].flatMap(({ user }) => user.sessions);
    const ids = sessions.map(({ id }) => id).sort();
    const ofIrc = sessions.filter(({ kind }) => kind === "irc").map(({ id }) => id);
    assertEquals([...one.audience()].sort(), ids);
    assertEquals([...one.presenceAudience()].sort(), ofIrc.sort());
  }
}
