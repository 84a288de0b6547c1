/** One run of the server, from the settings to the exit status. */
import { memoryHistory } from "../history/memory.ts";
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { systemClock } from "../platform/clock.ts";
import { keepAlive } from "../platform/keep-alive.ts";
import { EXIT, type ExitStatus, onHangUp, onStopSignal, writeErrorLine } from "../platform/process.ts";
import { CONSOLE_SESSION, type SessionId } from "../protocol/effects.ts";
import { HISTORY_CHARACTERS_MAX, HISTORY_MESSAGES_MAX } from "../protocol/limits.ts";
import { VERSION } from "../protocol/version.ts";
import type { ServerCommand } from "./command-line.ts";
import { describeListenFailure, listenOnAll } from "./listening.ts";
import { type Reloaded, reload } from "./reload.ts";
import { openScreen, type Screen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { ListenFailure, Server } from "./start.ts";

/** The whole way out: goodbyes, sockets, the last lines of the log. */
const STOP_MS_MAX = 4_000;

export interface Run {
  readonly settings: Settings;
  readonly warnings: readonly string[];
  /** Where the settings name none. */
  readonly localeLanguage: Language;
  /** Reads command line, environment and file again. */
  read(): ServerCommand;
}

/** Runs until somebody stops it. @returns the exit status. */
export async function runServer({ settings, warnings, localeLanguage, read }: Run): Promise<ExitStatus> {
  const language = settings.lang ?? localeLanguage;
  const stopped = Promise.withResolvers<void>();
  const screen = openScreen({
    clock: systemClock,
    language,
    channel: settings.channel,
    submit: (entry) => server.submit(entry),
    stop: () => stopped.resolve(),
  });
  const rehash = (asker?: SessionId): void => {
    const reloaded = reload(read(), server.settings, language);
    if (reloaded.kind === "read") server.change(reloaded.settings);
    reportReload({ reloaded, asker, language, screen, server });
  };
  const server = new Server({
    version: VERSION,
    settings,
    localeLanguage,
    clock: systemClock,
    history: memoryHistory({ messagesMax: HISTORY_MESSAGES_MAX, charactersMax: HISTORY_CHARACTERS_MAX }),
    observer: screen.observer,
    rehash,
    udpUnavailable: (address, reason) =>
      screen.warn("no-datagrams", serverText(language, "udpUnavailable", { address, reason })),
  });
  for (const warning of warnings) screen.warn("settings", warning);
  onStopSignal(() => stopped.resolve());
  onHangUp((meaning) => (meaning === "lost" ? stopped.resolve() : rehash()));
  keepAlive();
  screen.attach(server);

  try {
    // Looking up a name may take longer than anybody wants to wait for the end.
    const addresses = await Promise.race([listenOnAll(server, settings.listen), stopped.promise]);
    if (addresses) screen.listening(addresses);
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    await server.stop();
    await screen.close();
    writeErrorLine(describeListenFailure(error, language));
    return error.reason === "permission-denied" ? EXIT.noPermission : EXIT.unavailable;
  }
  if (server.connectionsMax < (settings["max-clients"] ?? 0)) {
    screen.warn("few-files", serverText(language, "fewFiles", { max: server.connectionsMax }));
  }

  await stopped.promise;
  await Promise.race([sayGoodbye(server, screen), passed(STOP_MS_MAX)]);
  return EXIT.ok;
}

async function sayGoodbye(server: Server, screen: Screen): Promise<void> {
  screen.stopping();
  await server.stop();
  screen.stopped();
  await screen.close();
}

function passed(delayMs: number): Promise<void> {
  return new Promise((resolve) => systemClock.after(delayMs, resolve));
}

interface ReloadReport {
  readonly reloaded: Reloaded;
  /** The operator who asked; undefined for the system's signal. */
  readonly asker: SessionId | undefined;
  readonly language: Language;
  readonly screen: Screen;
  readonly server: Server;
}

/** To the terminal or log always; to the operator who asked what is not as it should be. */
function reportReload({ reloaded, asker, language, screen, server }: ReloadReport): void {
  const isRead = reloaded.kind === "read";
  const problems = isRead ? reloaded.warnings : [serverText(language, "settingsKept"), ...reloaded.messages];
  if (isRead) screen.info("settings-read", serverText(language, "settingsRead"));
  for (const problem of problems) screen.warn("settings", problem);
  if (asker === undefined || asker === CONSOLE_SESSION || problems.length === 0) return;
  server.tell(asker, problems.join("\n"));
}
