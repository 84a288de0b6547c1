/** What connections and pages are told of the settings. */
import type { EdgeSettings } from "../network/edge-context.ts";
import type { HttpSite } from "../network/http/routes.ts";
import { openFilesMax } from "../platform/process.ts";
import { SPARE_FILES } from "../protocol/limits.ts";
import { accountRules, type Build } from "./rule-settings.ts";
import type { Settings } from "./settings.ts";

export function edgeSettings(settings: Settings, { version, language }: Build): EdgeSettings {
  return {
    version,
    language,
    channel: settings.channel,
    welcome: settings.welcome,
    serverName: settings["server-name"],
    echo: settings.echo,
    messageBytesMax: settings["buffer-size"],
    connectionsMax: connectionsMax(settings),
    accounts: accountRules(settings),
    hasRelays: settings.relaymsg,
  };
}

/** What was asked for, but never more than fits below the limit of open files: both runtimes fail badly there. */
function connectionsMax(settings: Settings): number {
  const fitting = Math.max(1, openFilesMax() - SPARE_FILES);
  return Math.min(settings["max-clients"] ?? fitting, fitting);
}

export interface SiteParts {
  /** Asked for each request, since the settings may change. */
  current(): Settings;
  /** Whether messages can be stored now. */
  isReady(): boolean;
  openExport?(token: string): AsyncIterable<string> | undefined;
}

export function httpSite({ current, isReady, openExport }: SiteParts): HttpSite {
  return {
    get allowedHosts() {
      return current()["http-hosts"].map((name) => name.toLowerCase());
    },
    get allowedOrigins() {
      return current()["websocket-origins"].map((origin) => origin.toLowerCase());
    },
    isReady,
    ...(openExport && { openExport }),
  };
}
