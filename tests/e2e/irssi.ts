/** irssi, as it is out of the box. https://irssi.org */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IrcProgram, type IrcProgramKind } from "./irc_program.ts";

export interface IrcProgramOptions {
  readonly port: number;
  readonly nick: string;
  /** Logs in by SASL, with the best mechanism that the program knows. */
  readonly account?: { readonly name: string; readonly password: string };
}

/** Without its own brake of one line in two seconds, which other networks ask for. */
const SETTINGS = `settings = { "irc/core" = { cmds_max_at_once = "100"; cmd_queue_speed = "10msec"; }; };\n`;

/** Starts it, and lets it connect. */
export function startIrssi(options: IrcProgramOptions): IrcProgram {
  return new IrcProgram({ ...irssi, command: (home) => command(home, options) });
}

function command(home: string, { port, nick, account }: IrcProgramOptions): string[] {
  // Not the name of the account the tests run under. It reads its arguments before its locale: no Chinese there.
  const person = ["env", "IRCUSER=person", "IRCNAME=A Person", `IRCNICK=${nick}`];
  writeFileSync(join(home, "config"), account ? SETTINGS + networkWith(account, port) : SETTINGS);
  const target = account ? ["-c", "lan"] : ["-c", "127.0.0.1", "-p", String(port)];
  return [...person, "irssi", `--home=${home}`, ...target];
}

function networkWith({ name, password }: NonNullable<IrcProgramOptions["account"]>, port: number): string {
  const login = `sasl_mechanism = "PLAIN"; sasl_username = "${name}"; sasl_password = "${password}";`;
  return [
    `chatnets = { lan = { type = "IRC"; ${login} }; };`,
    `servers = ( { address = "127.0.0.1"; chatnet = "lan"; port = "${port}"; } );`,
    "",
  ].join("\n");
}

const irssi: Omit<IrcProgramKind, "command"> = {
  linesOf,
  joined: (room) => `-!- Irssi: ${room}: Total of `,
  goTo: (window) => `/window goto ${window === "status" ? "1" : window}`,
  paste: { brackets: ["", ""], question: "Press Ctrl-K if you wish to do this", yes: "C-k" },
};

/** The first row is the topic, the last two are the status bar and what is typed. */
function linesOf(rows: readonly string[]): string[] {
  const lines: string[] = [];
  for (const row of rows.slice(1, -2)) {
    const [, text] = /^\d\d:\d\d (.*)$/.exec(row) ?? [];
    const before = lines.at(-1);
    if (text !== undefined) lines.push(asSaid(text));
    else if (before !== undefined && /^ +\S/.test(row)) lines[lines.length - 1] = `${before} ${row.trim()}`;
  }
  return lines;
}

/** `< nick> text` and ` * nick text`; the place before the nick is for its rank. */
function asSaid(text: string): string {
  return text.trim().replace(/^<[ ~&@%+]?(?=[^>]+> )/, "<");
}
