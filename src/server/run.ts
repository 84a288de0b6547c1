/** One run of the server, from the settings to the exit status. */
import type { History } from "../history/history.ts";
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { systemClock } from "../platform/clock.ts";
import { keepAlive } from "../platform/keep-alive.ts";
import { EXIT, type ExitStatus, onHangUp, onStopSignal, writeErrorLine } from "../platform/process.ts";
import { CONSOLE_SESSION, type SessionId } from "../protocol/effects.ts";
import { VERSION } from "../protocol/version.ts";
import type { ServerCommand } from "./command-line.ts";
import { messageFinder } from "./find-message.ts";
import { describeListenFailure, listenOnAll } from "./listening.ts";
import { openHistory } from "./open-history.ts";
import { type Reloaded, reload } from "./reload.ts";
import { openScreen, type Screen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { ListenFailure, Server } from "./start.ts";

/** How long goodbyes and sockets may take. */
const GOODBYE_MS_MAX = 3_000;
/** How long a disk is waited for at the end. What anybody has seen is on it already: this is for comings and goings. */
const LAST_COMMIT_MS_MAX = 5_000;
/** A terminal or log that takes no more lines. */
const LAST_LINES_MS_MAX = 1_000;

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
  onStopSignal(() => stopped.resolve());
  // A disk may take longer than anybody wants to wait for the end, and so may the looking up of a name.
  const opened = await Promise.race([
    openHistory({ settings, language, clock: systemClock }),
    stopped.promise,
  ]);
  if (!opened) return EXIT.ok;
  if (opened.kind === "refused") {
    writeErrorLine(opened.message);
    return opened.status;
  }
  const { history, where } = opened;
  const screen = openScreen({
    clock: systemClock,
    language,
    channel: settings.channel,
    historyId: history.historyId,
    findMessage: messageFinder(history),
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
    history,
    observer: screen.observer,
    disk: {
      refuses: ({ message }) =>
        screen.warn("disk-refuses", serverText(language, "diskRefuses", { error: message })),
      late: () => screen.warn("disk-late", serverText(language, "diskLate")),
      works: () => screen.info("disk-works", serverText(language, "diskWorks")),
    },
    rehash,
    udpUnavailable: (address, reason) =>
      screen.warn("no-datagrams", serverText(language, "udpUnavailable", { address, reason })),
  });
  for (const warning of warnings) screen.warn("settings", warning);
  onHangUp((meaning) => (meaning === "lost" ? stopped.resolve() : rehash()));
  keepAlive();
  screen.attach(server);

  try {
    const addresses = await Promise.race([listenOnAll(server, settings.listen), stopped.promise]);
    if (addresses) {
      screen.listening(addresses);
      screen.info("history", where);
    }
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    await server.stop();
    await closed(history);
    await screen.close();
    writeErrorLine(describeListenFailure(error, language));
    return error.reason === "permission-denied" ? EXIT.noPermission : EXIT.unavailable;
  }
  if (server.connectionsMax < (settings["max-clients"] ?? 0)) {
    screen.warn("few-files", serverText(language, "fewFiles", { max: server.connectionsMax }));
  }

  await stopped.promise;
  await sayGoodbye({ server, history, screen, language });
  return EXIT.ok;
}

interface Ending {
  readonly server: Server;
  readonly history: History;
  readonly screen: Screen;
  readonly language: Language;
}

async function sayGoodbye({ server, history, screen, language }: Ending): Promise<void> {
  screen.stopping();
  await Promise.race([server.stop(), passed(GOODBYE_MS_MAX)]);
  const tooLate = passed(LAST_COMMIT_MS_MAX).then(() => serverText(language, "historyTooLate"));
  const error = await Promise.race([closed(history), tooLate]);
  if (error !== undefined) screen.warn("history", serverText(language, "historyUnfinished", { error }));
  screen.stopped();
  await Promise.race([screen.close(), passed(LAST_LINES_MS_MAX)]);
}

/** Writes what waits. @returns what could not be. */
function closed(history: History): Promise<string | undefined> {
  return new Promise((resolve) => history.close((error) => resolve(error?.message)));
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
