/** Where the server shows what happens: on the terminal somebody sits at, or in a log. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import type { FindMessage } from "../network/edge-context.ts";
import { formatAddress } from "../platform/address.ts";
import type { Clock } from "../platform/clock.ts";
import type { LineConsole } from "../platform/console.ts";
import { LogOutput } from "../platform/log-output.ts";
import { hasTerminal, openTerminal } from "../platform/terminal.ts";
import type { Address } from "../platform/types.ts";
import { CONSOLE_SESSION, type Entry } from "../protocol/effects.ts";
import { VERSION } from "../protocol/version.ts";
import { Console } from "./console.ts";
import { eventLog, lineBuffer, loggingObserver } from "./event-log.ts";
import { firewallLine, joinLines, netcatLine } from "./join-lines.ts";
import type { Observer } from "./pipeline.ts";
import type { Server } from "./start.ts";

export interface ScreenParts {
  readonly clock: Clock;
  readonly language: Language;
  readonly channel: string;
  readonly historyId: string;
  readonly findMessage: FindMessage;
  submit(entry: Entry): void;
  /** The person wants the server to stop. */
  stop(): void;
}

export interface Screen {
  readonly observer: Observer;
  info(event: string, text: string): void;
  warn(event: string, text: string): void;
  /** The server listens; `attach` lets the person at the terminal take part. */
  listening(addresses: readonly Address[]): void;
  attach(server: Server): void;
  stopping(): void;
  stopped(): void;
  /** Gives the terminal back. */
  close(): Promise<void>;
}

export function openScreen(parts: ScreenParts): Screen {
  return hasTerminal() ? terminalScreen(parts) : logScreen(parts);
}

function terminalScreen(parts: ScreenParts): Screen {
  const { language } = parts;
  let typed = "";
  const open = (): LineConsole =>
    openTerminal({
      text(text) {
        const lines = (typed + text).split("\n");
        typed = lines.pop() ?? "";
        for (const line of lines) person.type(line);
      },
      // ^D closes the line editor, and ends nothing: a server must not stop, or turn deaf, because of a slip.
      end: () => {
        terminal = open();
      },
      interrupt: () => parts.stop(),
      drain: () => {},
      broken: () => {},
    });
  let terminal = open();
  const show = (text: string): void => void terminal.print(text.split("\n"));
  const person = new Console({ ...parts, show, nowMs: () => parts.clock.nowMs() });
  return {
    observer: person,
    info: (_event, text) => show(text),
    warn: (_event, text) => show(text),
    listening(addresses) {
      for (const address of addresses) show(announcement(address, language));
      show(serverText(language, "consoleHint"));
    },
    attach(server) {
      server.delivery.add(CONSOLE_SESSION, person);
      server.submit({ kind: "connect", session: CONSOLE_SESSION, sessionKind: "console", host: "server" });
    },
    stopping: () => show(serverText(language, "stopping")),
    stopped: () => show(serverText(language, "stopped")),
    // A terminal that is gone cannot be given back.
    close: () => terminal.close().catch(() => {}),
  };
}

/** What others have to type, for one listener. */
function announcement(address: Address, language: Language): string {
  const command = address.family === "unix" ? undefined : firewallLine(address.port);
  return [
    serverText(language, "listening", { version: VERSION, address: formatAddress(address) }),
    ...joinLines(address).map((line) => `  ${line}`),
    `  ${serverText(language, "alsoJoin", { command: netcatLine(address) })}`,
    ...(command ? [serverText(language, "firewall", { command })] : []),
  ].join("\n");
}

function logScreen({ clock }: ScreenParts): Screen {
  const output = new LogOutput();
  const lines = lineBuffer(clock, (text) => output.write(text));
  const log = eventLog(clock, lines.add);
  return {
    observer: loggingObserver(log),
    info: (event, text) => log.write("info", event, { text }),
    warn: (event, text) => log.write("warn", event, { text }),
    listening(addresses) {
      for (const address of addresses) {
        const join = joinLines(address).join("; ");
        log.write("info", "listening", { version: VERSION, address: formatAddress(address), join });
      }
    },
    // Nobody sits here; the nick `server` stays reserved all the same.
    attach: () => {},
    stopping: () => log.write("info", "stopping"),
    stopped: () => log.write("info", "stopped"),
    close: async () => lines.flush(),
  };
}
