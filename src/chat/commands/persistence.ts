/**
 * PERSISTENCE GET, PERSISTENCE SET <ON|OFF|DEFAULT>: whether one stays in one's channels without a device, for programs. As on Ergo, whose
 * draft it is. https://github.com/ergochat/ergo/blob/master/docs/MANUAL.md#always-on
 */
import type { Effect } from "../../protocol/effects.ts";
import { change } from "../accounts/changes.ts";
import { persistenceOf } from "../accounts/persistence.ts";
import { type CommandHandler, fail } from "../effects.ts";

/** Nobody stays by default. */
const SETTINGS: ReadonlyMap<string, boolean> = new Map([
  ["ON", true],
  ["OFF", false],
  ["DEFAULT", false],
]);

export const persistence: CommandHandler = (context): Effect[] => {
  const { session, user, message } = context;
  const [verb = "", word = ""] = message.params;
  const { account } = user;

  if (!account) return [fail(context, "ACCOUNT_REQUIRED")];
  if (verb.toUpperCase() === "GET") return [persistenceOf(session, account)];
  const alwaysOn = SETTINGS.get(word.toUpperCase());
  if (verb.toUpperCase() !== "SET" || alwaysOn === undefined) return [fail(context, "INVALID_PARAMS")];

  const settings = { ...account.settings, alwaysOn };
  return [change(context, session, { account, changes: { settings }, what: "persistence" })];
};
