/** What the rules are told of the settings. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import type { RuleSettings } from "../protocol/rule-settings.ts";
import type { Settings } from "./settings.ts";

export const SERVER_NAME = "lanchat.local";

export interface Build {
  readonly version: string;
  readonly language: Language;
}

export function ruleSettings(settings: Settings, { version, language }: Build): RuleSettings {
  return {
    defaultChannel: settings.channel,
    serverName: SERVER_NAME,
    description: "LAN chat",
    network: "LAN",
    version,
    motd: [
      ...settings.welcome.split("\n").filter((line) => line !== ""),
      serverText(language, "motdRoom", { channel: settings.channel }),
    ],
    admin: [],
    casemapping: "ascii",
  };
}
