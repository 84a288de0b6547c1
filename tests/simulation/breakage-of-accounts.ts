/** Mistakes to make on purpose with accounts and the devices of one person: see breakage.ts. */
import { Accounts } from "../../src/chat/accounts/accounts.ts";
import { Chat } from "../../src/chat/chat.ts";
import { ReadMarkers } from "../../src/chat/markers/read-markers.ts";
import { Unsaved } from "../../src/chat/unsaved.ts";
import { User } from "../../src/chat/user.ts";
import type { Proof } from "../../src/network/account-gate.ts";
import type { Entry } from "../../src/protocol/effects.ts";
import { Outcomes } from "../../src/server/outcomes.ts";
import { type Repair, replace } from "./replace.ts";
import { SlowGate } from "./slow-gate.ts";

/** Every so many rows, one is forgotten. */
const WRONG_EVERY = 2;

export const ACCOUNT_BREAKAGES = {
  "an account is promised though the disk refuses it": () =>
    breakEntries((entry) => (entry.kind === "kept" ? { ...entry, isKept: true } : entry)),
  "an account is refused though the disk has it": () =>
    breakEntries((entry) => (entry.kind === "kept" ? { ...entry, isKept: false } : entry)),
  "somebody else's name may be taken": () => replace(Accounts.prototype, "isTaken", () => () => false),
  "two users have one account": () =>
    replace(
      User.prototype,
      "logIn",
      (logIn) =>
        function (this: User, account) {
          logIn.call(this, account);
          account.user = undefined;
        },
    ),
  "an old password opens": () => {
    const repairs = [rememberProofs(), ignoreVersions()];
    return () => {
      for (const repair of repairs) repair();
    };
  },
  "a second device does not hear": () =>
    replace(
      User.prototype,
      "attach",
      (attach) =>
        function (this: User, session) {
          if (this.sessions.length === 0) attach.call(this, session);
          else this.sessions.push(session);
        },
    ),
  "where somebody stays is not kept": () => {
    let count = 0;
    return replace(
      Unsaved.prototype,
      "mark",
      (mark) =>
        function (this: Unsaved, kind, key) {
          if (kind !== "presence" || ++count % WRONG_EVERY !== 0) mark.call(this, kind, key);
        },
    );
  },
  "who has read on has not": () => replace(ReadMarkers.prototype, "find", () => () => undefined),
  "an outcome is told out of its turn": () => replace(Outcomes.prototype, "expect", () => () => {}),
} as const satisfies Readonly<Record<string, () => Repair>>;

/** What was right once is never checked again. */
function rememberProofs(): Repair {
  const known = new Map<string, Promise<Proof>>();
  return replace(
    SlowGate.prototype,
    "checkPassword",
    (check) =>
      function (this: SlowGate, name, password, guesser) {
        const proof = check.call(this, name, password, guesser);
        const key = `${name} ${password}`;
        return proof.then((now) => {
          if (now.kind === "right") known.set(key, proof);
          return known.get(key) ?? now;
        });
      },
  );
}

/** Whoever has checked a password is believed, whatever has happened meanwhile. */
function ignoreVersions(): Repair {
  return breakEntries((entry, { accounts }) => {
    if (entry.kind !== "login") return entry;
    return { ...entry, version: accounts.get(entry.account)?.credential.version ?? entry.version };
  });
}

function breakEntries(mistake: (entry: Entry, chat: Chat) => Entry): Repair {
  return replace(
    Chat.prototype,
    "apply",
    (apply) =>
      function (this: Chat, stamped) {
        return apply.call(this, { ...stamped, entry: mistake(stamped.entry, this) });
      },
  );
}
