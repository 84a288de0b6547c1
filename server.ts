/** chat-server: the entry. Flags, start, signals; everything else is in src/server. */
import { parseArgs } from "@std/cli/parse-args";
import { runtime } from "#platform";
import { languageOf } from "./src/locales/catalog.ts";
import { serverText } from "./src/locales/server/texts.ts";
import { licenceNotices } from "./src/platform/notices.ts";
import {
  commandLine,
  EXIT,
  type ExitStatus,
  environment,
  exit,
  writeErrorLine,
  writeLine,
} from "./src/platform/process.ts";
import { VERSION } from "./src/protocol/version.ts";
import { performCare } from "./src/server/care/perform.ts";
import { readCommandLine, type ServerCommand } from "./src/server/command-line.ts";
import { flagOptions } from "./src/server/flags.ts";
import { printHash } from "./src/server/hash-password.ts";
import { runServer } from "./src/server/run.ts";

const words = commandLine();
const unknownFlags: string[] = [];
const parsed = parseArgs(words, flagOptions(unknownFlags));
const localeLanguage = languageOf(environment());
const read = (): ServerCommand =>
  readCommandLine({ parsed, unknownFlags, words, environment: environment(), language: localeLanguage });

exit(await perform(read()));

async function perform(command: ServerCommand): Promise<ExitStatus> {
  switch (command.kind) {
    case "help":
      writeLine(serverText(command.language, "usage"));
      return EXIT.ok;
    case "version":
      writeLine(`chat-server ${VERSION} (${runtime})`);
      return EXIT.ok;
    case "licenses":
      writeLine(licenceNotices());
      return EXIT.ok;
    case "hash-password":
      return printHash(command.language);
    case "usage-error":
      writeErrorLine(command.message);
      return EXIT.usage;
    case "config-error":
      for (const message of command.messages) writeErrorLine(message);
      return EXIT.config;
    case "check-config":
      for (const warning of command.warnings) writeErrorLine(warning);
      writeLine(serverText(command.settings.lang ?? localeLanguage, "configGood"));
      return EXIT.ok;
    case "care":
      return performCare(command);
    case "start":
      return runServer({ ...command, localeLanguage, read });
  }
}
