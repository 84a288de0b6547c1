/** Mistakes to make on purpose, at least one for each promise: a simulator that does not find them finds nothing. */
import { Channels } from "../../src/chat/channels.ts";
import { Chat } from "../../src/chat/chat.ts";
import { NickIndex } from "../../src/chat/nick-index.ts";
import { Connection } from "../../src/network/connection.ts";
import { Delivery } from "../../src/network/delivery.ts";
import { IrcConversation } from "../../src/network/irc/conversation.ts";
import { Keepalive } from "../../src/network/irc/keepalive.ts";
import { IrcSession } from "../../src/network/irc/session.ts";
import { ACCOUNT_BREAKAGES } from "./breakage-of-accounts.ts";
import { HISTORY_BREAKAGES } from "./breakage-of-history.ts";
import { type Repair, replace } from "./replace.ts";

type Delivered = Parameters<Delivery["deliver"]>[0];
/** @param deliver does it right. */
type Mistake = (delivered: Delivered, deliver: (right: Delivered) => void, delivery: Delivery) => void;

/** Every so many events, one goes wrong. */
const WRONG_EVERY = 20;
const RARE_EVERY = 3;

export const BREAKAGES = {
  ...ACCOUNT_BREAKAGES,
  ...HISTORY_BREAKAGES,
  "a message is dropped": () => breakDelivery(["PRIVMSG"], dropFirst),
  "a message comes twice": () =>
    breakDelivery(["PRIVMSG"], (delivered, deliver) =>
      deliver({ ...delivered, to: [...delivered.to, ...othersOf(delivered).slice(0, 1)] }),
    ),
  "two messages change places": reorder,
  "a message leaks to somebody else": () => breakDelivery(["PRIVMSG"], leak),
  "somebody's coming or going is dropped": () => breakDelivery(["JOIN", "PART", "QUIT"], dropFirst),
  "a new nick leaks to somebody else": () => breakDelivery(["NICK"], leak, RARE_EVERY),
  "no queue is too long": () => replace(Connection.prototype, "overflow", () => () => {}),
  "a nick may be taken": () => replace(NickIndex.prototype, "holder", () => () => undefined),
  "who leaves keeps the membership": () =>
    replace(
      Channels.prototype,
      "leave",
      (leave) =>
        function (this: Channels, user, channel) {
          const before = [...user.channels];
          leave.call(this, user, channel);
          for (const [name, membership] of before) user.channels.set(name, membership);
        },
    ),
  "an empty channel stays": () =>
    replace(
      Channels.prototype,
      "leave",
      (leave) =>
        function (this: Channels, user, channel) {
          leave.call(this, user, channel);
          const { name, createdAtMs: timeMs, createdAtSequence: sequence } = channel;
          if (!this.find(name)) this.create(name, { timeMs, sequence });
        },
    ),
  "a session outlives its connection": () => replace(IrcConversation.prototype, "end", () => () => {}),
  "nobody has to go": () => replace(Connection.prototype, "closeGently", () => () => {}),
  "a timer outlives its connection": () => replace(Keepalive.prototype, "stop", () => () => {}),
  "the edge answers out of turn": () =>
    replace(IrcSession.prototype, "inTurn", () => (answer: () => void) => answer()),
  "a decision is left to chance": () =>
    replace(Chat.prototype, "guestUserId", () => () => `${Math.random()}`),
} as const satisfies Readonly<Record<string, () => Repair>>;

export type Breakage = keyof typeof BREAKAGES;

function breakDelivery(commands: readonly string[], mistake: Mistake, every = WRONG_EVERY): Repair {
  let count = 0;
  return replace(
    Delivery.prototype,
    "deliver",
    (right) =>
      function (this: Delivery, delivered) {
        const deliver = (what: Delivered): void => right.call(this, what);
        const isTurn = commands.includes(delivered.event.command) && ++count % every === 0;
        if (isTurn) mistake(delivered, deliver, this);
        else deliver(delivered);
      },
  );
}

function othersOf({ to, sender }: Delivered): number[] {
  return to.filter((id) => id !== sender);
}

function dropFirst(delivered: Delivered, deliver: (right: Delivered) => void): void {
  const [first] = othersOf(delivered);
  deliver({ ...delivered, to: delivered.to.filter((id) => id !== first) });
}

function leak(delivered: Delivered, deliver: (right: Delivered) => void, delivery: Delivery): void {
  const outsiders = delivery.sessions().filter((id) => !delivered.to.includes(id));
  deliver({ ...delivered, to: [...delivered.to, ...outsiders.slice(-1)] });
}

/** The next event overtakes it. */
function reorder(): Repair {
  let held: (() => void) | undefined;
  const repair = breakDelivery(["PRIVMSG"], (delivered, deliver) => {
    held = () => deliver(delivered);
  });
  const alsoRepair = replace(
    Delivery.prototype,
    "deliver",
    (right) =>
      function (this: Delivery, delivered) {
        const overtaken = held;
        held = undefined;
        right.call(this, delivered);
        overtaken?.();
      },
  );
  return () => {
    alsoRepair();
    repair();
  };
}
