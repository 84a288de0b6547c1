/** SET <setting> <value>: what people decide about their own account. */
import type { AccountSettings } from "../../../protocol/account.ts";
import type { Effect } from "../../../protocol/effects.ts";
import { change } from "../../accounts/changes.ts";
import { type CommandContext, notice } from "../../effects.ts";

/** What each setting changes; undefined for a value it cannot have. */
const SETTINGS: ReadonlyMap<string, (value: string) => Partial<AccountSettings> | undefined> = new Map([
  ["ALWAYS-ON", (value) => onOrOff(value, (alwaysOn) => ({ alwaysOn }))],
]);

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ["ON", true],
  ["TRUE", true],
  ["YES", true],
  ["OFF", false],
  ["FALSE", false],
  ["NO", false],
]);

function onOrOff<Changes>(value: string, changes: (isOn: boolean) => Changes): Changes | undefined {
  const isOn = SWITCHES.get(value.toUpperCase());
  return isOn === undefined ? undefined : changes(isOn);
}

export function setSetting(context: CommandContext, [name = "", value = ""]: readonly string[]): Effect[] {
  const { session, user } = context;
  const { account } = user;

  if (!account) return [notice(session, "NickServ", { name: "not-logged-in" })];
  const changes = SETTINGS.get(name.toUpperCase())?.(value);
  if (!changes) return [notice(session, "NickServ", { name: "usage-SET" })];

  const settings = { ...account.settings, ...changes };
  return [change(context, session, { account, changes: { settings }, what: "settings" })];
}
