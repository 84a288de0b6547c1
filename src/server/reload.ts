/** The configuration read again while the server runs: what can change does, and what cannot is named. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import type { ServerCommand } from "./command-line.ts";
import type { SettingName, Settings } from "./settings.ts";

/** Sockets and the history are open, people sit in the room, and names that were different must not become the same. */
const FIXED: readonly SettingName[] = [
  "listen",
  "udp",
  "channel",
  "server-name",
  "casemapping",
  "data",
  "memory",
  "history-days",
  "history-lines",
  "history-bytes",
];

export type Reloaded =
  /** Everything stays as it was. */
  | { readonly kind: "refused"; readonly messages: readonly string[] }
  | { readonly kind: "read"; readonly settings: Settings; readonly warnings: readonly string[] };

/** @param command what command line, environment and file ask for now. */
export function reload(command: ServerCommand, running: Settings, language: Language): Reloaded {
  switch (command.kind) {
    case "usage-error":
      return { kind: "refused", messages: [command.message] };
    case "config-error":
      return { kind: "refused", messages: command.messages };
    case "start":
      return merge(command, running, language);
    default:
      return { kind: "refused", messages: [] };
  }
}

function merge(
  { settings, warnings }: ServerCommand & { kind: "start" | "check-config" },
  running: Settings,
  language: Language,
): Reloaded {
  const kept = Object.fromEntries(FIXED.map((name) => [name, running[name]]));
  const later = FIXED.filter((name) => JSON.stringify(running[name]) !== JSON.stringify(settings[name]));
  return {
    kind: "read",
    settings: { ...settings, ...kept },
    warnings: [...warnings, ...later.map((setting) => serverText(language, "nextStart", { setting }))],
  };
}
