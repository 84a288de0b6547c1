/** The history that is cared for, and how it is said what became of it. */
import type { Language, TextParams } from "../../locales/catalog.ts";
import type { ServerKey } from "../../locales/server/en.ts";
import { serverText } from "../../locales/server/texts.ts";
import { EXIT, type ExitStatus, writeErrorLine, writeLine } from "../../platform/process.ts";
import type { Settings } from "../settings.ts";

/** Says how it went. */
export interface Teller {
  done(key: ServerKey, params: TextParams): ExitStatus;
  refuse(key: ServerKey, params: TextParams): ExitStatus;
}

/** The history it is about. */
export interface CareSite {
  readonly folder: string;
  readonly settings: Settings;
  readonly language: Language;
  readonly say: Teller;
}

export function teller(language: Language): Teller {
  return {
    done(key, params) {
      writeLine(serverText(language, key, params));
      return EXIT.ok;
    },
    refuse(key, params) {
      writeErrorLine(serverText(language, key, params));
      return EXIT.failure;
    },
  };
}
