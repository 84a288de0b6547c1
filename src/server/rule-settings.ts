/** What the rules are told of the settings. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import type { RuleSettings } from "../protocol/rule-settings.ts";
import { splitText } from "../protocol/split-text.ts";
import type { Settings } from "./settings.ts";

/** Bytes of one line of RPL_MOTD or ADMIN: 512 without the longest server's name and nick. */
const TEXT_BYTES_MAX = 320;

export interface Build {
  readonly version: string;
  readonly language: Language;
}

export function ruleSettings(settings: Settings, { version, language }: Build): RuleSettings {
  return {
    defaultChannel: settings.channel,
    serverName: settings["server-name"],
    description: settings.description,
    network: settings.network,
    version,
    motd: linesThatFit(settings.motd.length > 0 ? settings.motd : defaultMotd(settings, language)),
    admin: linesThatFit(settings.admin),
    casemapping: settings.casemapping,
    historyOnJoin: settings["history-on-join"],
    accounts: {
      isOpen: settings.registration,
      beforeConnect: settings["registration-before-connect"],
      needsEmail: settings["registration-email"],
      customNames: settings["registration-any-name"],
    },
  };
}

function defaultMotd({ welcome, channel }: Settings, language: Language): readonly string[] {
  const lines = welcome.split("\n").filter((line) => line !== "");
  return [...lines, serverText(language, "motdRoom", { channel })];
}

function linesThatFit(lines: readonly string[]): string[] {
  return lines.flatMap((line) => splitText(line, TEXT_BYTES_MAX));
}
