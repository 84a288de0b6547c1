/** What the rules are told of the settings. */
import type { Language } from "../locales/catalog.ts";
import type { AccountRules, RuleSettings } from "../protocol/rule-settings.ts";
import { splitText } from "../protocol/split-text.ts";
import type { Settings } from "./settings.ts";

/** Bytes of one line of RPL_MOTD or ADMIN: 512 without the longest server's name and nick. */
const TEXT_BYTES_MAX = 320;

export interface Build {
  readonly version: string;
  readonly language: Language;
}

export function ruleSettings(settings: Settings, { version }: Build): RuleSettings {
  const hasMotd = settings.motd.length > 0;
  return {
    defaultChannel: settings.channel,
    serverName: settings["server-name"],
    description: settings.description,
    network: settings.network,
    version,
    motd: linesThatFit(hasMotd ? settings.motd : settings.welcome.split("\n").filter((line) => line !== "")),
    motdNamesRoom: !hasMotd,
    admin: linesThatFit(settings.admin),
    casemapping: settings.casemapping,
    historyOnJoin: settings["history-on-join"],
    accounts: accountRules(settings),
    hasRelays: settings.relaymsg,
    hasRoleplay: settings.roleplay,
  };
}

export function accountRules(settings: Settings): AccountRules {
  return {
    isOpen: settings.registration,
    beforeConnect: settings["registration-before-connect"],
    needsEmail: settings["registration-email"],
    customNames: settings["registration-any-name"],
  };
}

function linesThatFit(lines: readonly string[]): string[] {
  return lines.flatMap((line) => splitText(line, TEXT_BYTES_MAX));
}
