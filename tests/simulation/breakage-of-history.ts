/** Mistakes to make on purpose with what is kept: see breakage.ts. */
import { GroupCommit } from "../../src/history/group-commit.ts";
import { Delivery } from "../../src/network/delivery.ts";
import { HeldRecipient } from "../../src/network/held-recipient.ts";
import { IrcSession } from "../../src/network/irc/session.ts";
import { hasHappened } from "../../src/protocol/history.ts";
import { DiskWatch } from "../../src/server/disk-watch.ts";
import { Questions } from "../../src/server/questions.ts";
import { type Repair, replace } from "./replace.ts";

type Commit = GroupCommit["commit"];

/** Every so many events, one goes wrong. */
const WRONG_EVERY = 20;

export const HISTORY_BREAKAGES = {
  "a message is shown before it is kept": () =>
    breakCommit((commit, writes, done) => {
      done();
      commit(writes, () => {});
    }),
  "a message is shown though the disk refuses it": () =>
    breakCommit((commit, writes, done) => commit(writes, () => done())),
  "nobody is told that a message was refused": () =>
    replace(IrcSession.prototype, "refuseMessage", () => () => {}),
  "what was refused is kept later": () =>
    breakCommit((commit, writes, done) =>
      commit(writes, (error) => {
        done(error);
        if (error) commit(writes, () => {});
      }),
    ),
  "somebody's coming or going is not kept": () => {
    let count = 0;
    return breakCommit((commit, writes, done) => {
      const right = writes.filter((write) => !hasHappened(write) || ++count % WRONG_EVERY !== 0);
      commit(right, done);
    });
  },
  "an answer knows what came after its question": () => shiftQuestions(Number.MAX_SAFE_INTEGER),
  "an answer misses what came just before its question": () => shiftQuestions(-1),
  "an answer is overtaken": () =>
    replace(
      Delivery.prototype,
      "add",
      (add) =>
        function (this: Delivery, session, recipient) {
          if (!(recipient instanceof HeldRecipient)) add.call(this, session, recipient);
        },
    ),
  "a disk is never late": () => replace(DiskWatch.prototype, "waits", () => () => {}),
} as const satisfies Readonly<Record<string, () => Repair>>;

function breakCommit(mistake: (commit: Commit, ...call: Parameters<Commit>) => void): Repair {
  return replace(
    GroupCommit.prototype,
    "commit",
    (right) =>
      function (this: GroupCommit, ...call) {
        mistake((...rightCall) => right.apply(this, rightCall), ...call);
      },
  );
}

function shiftQuestions(by: number): Repair {
  return replace(
    Questions.prototype,
    "ask",
    (ask) =>
      function (this: Questions, question) {
        const { query } = question;
        const asOf = Math.min(query.asOf + by, Number.MAX_SAFE_INTEGER);
        // Changed where it is, since it is known by its identity.
        Object.assign(query, { asOf });
        ask.call(this, question);
      },
  );
}
