/** The server, and this program itself. */
import { LANGUAGES } from "../../../locales/catalog.ts";
import { formatCtcp } from "../ctcp.ts";
import { type Action, firstWord, type SlashCommand, send } from "./action.ts";

const motd: SlashCommand = { help: "slashMotd", run: () => [send("MOTD")] };

const version: SlashCommand = {
  help: "slashVersion",
  run: (argument) => {
    const [nick] = firstWord(argument);
    return nick === "" ? [send("VERSION")] : [request(nick, "VERSION")];
  },
};

/** The time is in the token, so that the answer tells how long it took. */
const ping: SlashCommand = {
  help: "slashPing",
  run: (argument, { nowMs }) => {
    const [nick] = firstWord(argument);
    return nick === "" ? [send("PING", `ping-${nowMs}`)] : [request(nick, "PING", String(nowMs))];
  },
};

/** The password is never part of the line: it would be on the screen, and in the history of lines. */
const oper: SlashCommand = {
  help: "slashOper",
  run: (argument) => {
    const [name, rest] = firstWord(argument);
    if (rest !== "") return [{ kind: "refuse", key: "ircOperNoPassword" }];
    return name === "" ? undefined : [{ kind: "oper", name }];
  },
};

const raw: SlashCommand = {
  help: "slashRaw",
  run: (line) => (line === "" ? undefined : [{ kind: "raw", line }]),
};

const lang: SlashCommand = {
  help: "slashLang",
  run: (argument) => {
    const language = LANGUAGES.find((known) => known === argument.toLowerCase());
    return language && [{ kind: "language", language }];
  },
};

const reconnect: SlashCommand = { help: "slashReconnect", run: () => [{ kind: "reconnect" }] };
const quit: SlashCommand = { help: "slashQuit", run: (reason) => [{ kind: "leave", reason }] };
const help: SlashCommand = { help: "slashHelp", run: () => [{ kind: "help" }] };
const clear: SlashCommand = { help: "slashClear", run: () => [{ kind: "clear" }] };

function request(target: string, command: string, text = ""): Action {
  const ctcp = formatCtcp({ command, text });
  return { kind: "speak", utterance: { command: "PRIVMSG", target, text: ctcp, isAction: false } };
}

export const SERVER = {
  motd,
  version,
  ping,
  oper,
  raw,
  lang,
  reconnect,
  quit,
  help,
  clear,
} as const satisfies Record<string, SlashCommand>;
