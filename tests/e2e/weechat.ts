/** WeeChat, as it is out of the box. https://weechat.org */
import { IrcProgram, type IrcProgramKind } from "./irc_program.ts";
import type { IrcProgramOptions } from "./irssi.ts";

const SETTINGS = {
  // Not the name of the account the tests run under.
  "irc.server_default.username": "person",
  "irc.server_default.realname": "A Person",
  // Its own brakes of one line in two seconds, which other networks ask for.
  "irc.server_default.anti_flood_prio_high": "0",
  "irc.server_default.anti_flood_prio_low": "0",
} as const;

/** Starts it, and lets it connect. */
export function startWeechat(options: IrcProgramOptions): IrcProgram {
  return new IrcProgram({ ...weechat, command: (home) => command(home, options) });
}

function command(home: string, { port, nick, account }: IrcProgramOptions): string[] {
  const all = { ...SETTINGS, ...(account ? loginOf(account) : {}) };
  const settings = Object.entries(all).map(([name, value]) => `/set ${name} ${value}`);
  return ["weechat", "-d", home, "-r", settings.join(";"), `irc://${nick}@127.0.0.1:${port}`];
}

function loginOf({ name, password }: NonNullable<IrcProgramOptions["account"]>): Record<string, string> {
  return {
    "irc.server_default.sasl_mechanism": "scram-sha-256",
    "irc.server_default.sasl_username": name,
    "irc.server_default.sasl_password": password,
  };
}

const weechat: Omit<IrcProgramKind, "command"> = {
  linesOf,
  joined: (room) => `-- Channel ${room}: `,
  goTo: (window) => `/buffer ${window === "status" ? "1" : window}`,
  paste: { brackets: ["\x1b[200~", "\x1b[201~"], question: "[ctrl-Y] Yes", yes: "C-y" },
};

/** The first row is the topic, the last two are the status bar and what is typed; left are the rooms, right the people. */
function linesOf(rows: readonly string[]): string[] {
  const lines: string[] = [];
  for (const row of rows.slice(1, -2)) {
    const [, middle = ""] = row.split("│");
    const [, time, head = "", text = ""] = /^(\d\d:\d\d:\d\d)?(.*?) \| (.*)$/.exec(middle.trimEnd()) ?? [];
    const before = lines.at(-1);
    if (time !== undefined) lines.push(asSaid(head.trim().split(" ").at(-1) ?? "", text));
    else if (before !== undefined && text !== "") lines[lines.length - 1] = `${before} ${text}`;
  }
  return lines;
}

/** Before the bar is who speaks, or a sign: `--`, `-->`, `<--`, `*`; or nothing. */
function asSaid(head: string, text: string): string {
  if (head === "") return text;
  const isSign = /^([-<>=!]+|\*)$/.test(head);
  return isSign ? `${head} ${text}` : `<${head.replace(/^[~&@%+]/, "")}> ${text}`;
}
