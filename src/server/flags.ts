/** The flags of chat-server. */

/** Settings that are on or off: `--udp`, `--no-udp`. */
const SWITCHES = [
  "udp",
  "echo",
  "flood-limits",
  "memory",
  "registration",
  "registration-before-connect",
  "registration-email",
  "registration-any-name",
  "relaymsg",
  "roleplay",
] as const;

/** Every one that is no command belongs to a setting. */
export const FLAGS = {
  string: [
    "_",
    "listen",
    "lang",
    "channel",
    "welcome",
    "buffer-size",
    "max-clients",
    "server-name",
    "description",
    "network",
    "motd",
    "admin",
    "casemapping",
    "history-on-join",
    "proxy-from",
    "websocket-origins",
    "http-hosts",
    "data",
    "history-days",
    "history-lines",
    "history-bytes",
    "config",
    "format",
  ],
  boolean: ["help", "version", "licenses", "hash-password", "check-config", ...SWITCHES],
  collect: ["listen", "motd", "admin", "proxy-from", "websocket-origins", "http-hosts"],
  negatable: SWITCHES,
  alias: { help: "h", version: "V" },
} as const;

/** What `parseArgs` has to know; unknown flags are put into `unknown`. */
export function flagOptions(unknown: string[]) {
  return {
    ...FLAGS,
    unknown: (word: string) => {
      const isFlag = word.startsWith("-");
      if (isFlag) unknown.push(word);
      return !isFlag;
    },
  };
}

/** What `parseArgs` makes of the command line. */
export type ParsedFlags = Readonly<Record<string, unknown>> & { readonly _: readonly unknown[] };
