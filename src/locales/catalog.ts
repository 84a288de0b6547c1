/** How every text that people see is looked up: message key + parameters → a sentence in their language. */

export type Language = "en" | "zh";

export const LANGUAGES: readonly Language[] = ["en", "zh"];

export type TextParams = Readonly<Record<string, string | number>>;

/** A lookup over one pair of tables. `{name}` in a text is replaced by the parameter of that name. */
export function catalog<Key extends string>(
  tables: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): (language: Language, key: Key, params?: TextParams) => string {
  return (language, key, params) => {
    const text = tables[language][key];
    if (!params) return text;
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
  };
}

/**
 * The language of the environment: `LC_ALL` before `LC_MESSAGES` before `LANG`, the first that is not empty.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}
