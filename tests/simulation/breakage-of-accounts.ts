/** Mistakes to make on purpose with accounts and the devices of one person: see breakage.ts. */
import { Accounts } from "../../src/chat/accounts/accounts.ts";
import { Chat } from "../../src/chat/chat.ts";
import { User } from "../../src/chat/user.ts";
import type { Entry } from "../../src/protocol/effects.ts";
import { Outcomes } from "../../src/server/outcomes.ts";
import { type Repair, replace } from "./replace.ts";

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
  "an old password opens": () =>
    replace(
      Chat.prototype,
      "apply",
      (apply) =>
        function (this: Chat, stamped) {
          const { entry } = stamped;
          if (entry.kind !== "login") return apply.call(this, stamped);
          const version = this.accounts.get(entry.account)?.credential.version ?? entry.version;
          return apply.call(this, { ...stamped, entry: { ...entry, version } });
        },
    ),
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
  "an outcome is told out of its turn": () => replace(Outcomes.prototype, "expect", () => () => {}),
} as const satisfies Readonly<Record<string, () => Repair>>;

function breakEntries(mistake: (entry: Entry) => Entry): Repair {
  return replace(
    Chat.prototype,
    "apply",
    (apply) =>
      function (this: Chat, stamped) {
        return apply.call(this, { ...stamped, entry: mistake(stamped.entry) });
      },
  );
}
