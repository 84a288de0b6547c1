/**
 * A program that has subscribed and believes what it is told knows what everybody around it tells of themselves, whatever they
 * do: come and go, set and clear, log in and out, take other nicks; and it is told nothing of those it does not meet.
 */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Effect, Entry, SessionId } from "../../src/protocol/effects.ts";
import { METADATA_KEYS_MAX } from "../../src/protocol/limits.ts";
import { AWARE, asking, metadata, people, register } from "../chat/metadata/people.ts";
import type { Playground } from "../chat/playground.ts";

const NICKS = ["alice", "bob", "carol", "dave"] as const;
const SESSIONS: readonly SessionId[] = [1, 2, 3, 4];
const KEYS = ["status", "avatar"] as const;

/** What one program believes: values by nick or channel, then by key. */
type Belief = Map<string, Map<string, string>>;

class Village {
  readonly play: Playground = people(...NICKS);
  readonly beliefs = new Map<SessionId, Belief>(SESSIONS.map((session) => [session, new Map()]));

  /** Behind everything that the playground does; a second for each, so that nobody is too fast. */
  #sequence = 10_000;

  constructor() {
    register(this.play, 1);
    for (const session of SESSIONS) metadata(this.play, session, "*", "SUB", ...KEYS);
  }

  /** @param isKept what the disk answers. */
  decide(entry: Entry, isKept: boolean): void {
    const keeps: (Effect & { readonly kind: "keep" })[] = [];
    this.#sequence += 1;
    const stamped = { sequence: this.#sequence, timeMs: 1_000 * this.#sequence, entry };
    for (const effect of this.play.chat.apply(stamped)) {
      this.#hear(effect);
      if (effect.kind === "keep") keeps.push(effect);
    }
    for (const { session, outcome } of keeps) this.decide({ kind: "kept", session, outcome, isKept }, isKept);
    for (const session of SESSIONS) this.#forgetStrangers(session);
  }

  #hear(effect: Effect): void {
    if (effect.kind === "batch") for (const inner of effect.effects) this.#hear(inner);
    if (effect.kind === "reply") this.#believe(effect);
    if (effect.kind !== "deliver" || effect.event.command !== "NICK") return;
    const { source, params } = effect.event;
    for (const session of effect.to) this.#rename(session, source.nick, params[0] ?? "");
  }

  #believe({ to, name, params }: Effect & { readonly kind: "reply" }): void {
    const [target = "", key = "", , value = ""] = params;
    const belief = this.beliefs.get(to);
    if (name === "RPL_KEYNOTSET") belief?.get(target)?.delete(key);
    if (name !== "RPL_KEYVALUE") return;
    const values = belief?.get(target) ?? new Map<string, string>();
    belief?.set(target, values.set(key, value));
  }

  #rename(session: SessionId, before: string, after: string): void {
    const belief = this.beliefs.get(session);
    const values = belief?.get(before);
    if (!values) return;
    belief?.delete(before);
    belief?.set(after, values);
  }

  #forgetStrangers(session: SessionId): void {
    const around = this.truth(session);
    const belief = this.beliefs.get(session) ?? new Map();
    for (const name of [...belief.keys()]) if (!around.has(name)) belief.delete(name);
  }

  /** Everybody and everything around a session, and what they tell of themselves. */
  truth(session: SessionId): Belief {
    const { chat } = this.play;
    const { user } = this.play.session(session);
    const truth: Belief = new Map([[user.nick, new Map(chat.metadata.of(user.id))]]);
    for (const { channel } of user.channels.values()) {
      truth.set(channel.name, new Map(channel.metadata));
      for (const member of channel.members())
        truth.set(member.user.nick, new Map(chat.metadata.of(member.user.id)));
    }
    return truth;
  }
}

function said(session: SessionId, command: string, ...params: readonly string[]): Entry {
  return { kind: "message", session, message: { command, params }, capabilities: AWARE };
}

const session = fc.constantFrom(...SESSIONS);
const channel = fc.constantFrom("#a", "#b");
const target = fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: channel });
const key = fc.constantFrom(...KEYS);
const value = fc.constantFrom("", "x", "y", "忙");

type Step = (village: Village) => Entry;

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(session, channel).map(
      ([who, name]): Step =>
        () =>
          said(who, "JOIN", name),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(session, channel).map(
      ([who, name]): Step =>
        () =>
          said(who, "PART", name),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(session, target, key, value).map(
      ([who, whose, what, text]): Step =>
        () =>
          asking(who, whose, "SET", what, text),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(session, target).map(
      ([who, whose]): Step =>
        () =>
          asking(who, whose, "CLEAR"),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(session, fc.constantFrom("eve", "zoe", ...NICKS)).map(
      ([who, nick]): Step =>
        () =>
          said(who, "NICK", nick),
    ),
  },
  {
    weight: 3,
    arbitrary: session.map(
      (who): Step =>
        ({ play }) => {
          const account = play.chat.accounts.named("alice")?.id ?? "";
          return { kind: "login", session: who, account, version: 1, way: "service" };
        },
    ),
  },
  {
    weight: 3,
    arbitrary: session.map(
      (who): Step =>
        () =>
          said(who, "NS", "LOGOUT"),
    ),
  },
);

test("who believes what they are told about others' metadata is right", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(steps, fc.boolean()), { minLength: 20, maxLength: 60 }), (life) => {
      const village = new Village();
      for (const [step, isKept] of life) {
        village.decide(step(village), isKept);
        for (const session of SESSIONS)
          assertEquals(set(village.beliefs.get(session)), set(village.truth(session)));
      }
      for (const { user } of SESSIONS.map((id) => village.play.session(id)))
        assertEquals(village.play.chat.metadata.of(user.id).size <= METADATA_KEYS_MAX, true);
    }),
    { numRuns: 300 },
  );
});

/** Without those of whom nothing is known. */
function set(belief: Belief = new Map()): Record<string, Record<string, string>> {
  const known = [...belief].filter(([, values]) => values.size > 0);
  return Object.fromEntries(
    known
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, values]) => [name, Object.fromEntries([...values].sort())]),
  );
}
