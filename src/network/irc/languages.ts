/** LANGUAGE: which language the server speaks to somebody. https://gist.github.com/DanielOaks/8126122f74b26012a3de37db80e4e0c6 */
import { LANGUAGES, type Language } from "../../locales/catalog.ts";

/** What the words of LANGUAGE ask for. */
export type LanguageChoice =
  | { readonly kind: "chosen"; readonly languages: readonly Language[] }
  /** Whatever the server speaks with everybody. */
  | { readonly kind: "default" }
  | { readonly kind: "too-many" }
  /** These are not spoken here, as they were written; nothing changes. */
  | { readonly kind: "unknown"; readonly codes: readonly string[] };

/** How many may be asked for, the one that is spoken unasked, and all others. Each of them is complete. */
export function languagesValue(spoken: Language): string {
  const others = LANGUAGES.filter((language) => language !== spoken);
  return [LANGUAGES.length, spoken, ...others].join(",");
}

/** @param codes what is preferred comes first. */
export function chooseLanguages(codes: readonly string[]): LanguageChoice {
  const [first = "default"] = codes;
  if (codes.length <= 1 && first.toLowerCase() === "default") return { kind: "default" };
  if (codes.length > LANGUAGES.length) return { kind: "too-many" };
  const unknown = codes.filter((code) => languageOf(code) === undefined);
  if (unknown.length > 0) return { kind: "unknown", codes: unknown };
  return { kind: "chosen", languages: [...new Set(codes.flatMap((code) => languageOf(code) ?? []))] };
}

/** `zh`, `zh-CN` and `zh-Hans` are one here: what a tag begins with is the language. https://www.rfc-editor.org/rfc/rfc5646#section-2.1 */
function languageOf(code: string): Language | undefined {
  const [primary = ""] = code.toLowerCase().split(/[-_]/, 1);
  return LANGUAGES.find((language) => language === primary);
}
