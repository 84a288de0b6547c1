/** Looks up what is read over HTTP. Nobody's language is known there, so texts come in both. */
import { catalog, LANGUAGES, type TextParams } from "../catalog.ts";
import { en, type HttpKey } from "./en.ts";
import { zh } from "./zh.ts";

export const httpText = catalog({ en, zh });

/** One line in each language. */
export function httpTexts(key: HttpKey, params?: TextParams): string {
  return LANGUAGES.map((language) => `${httpText(language, key, params)}\n`).join("");
}
