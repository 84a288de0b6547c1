/** How every text that people see is looked up: message key + parameters → a sentence in their language. */

export type Language = "en" | "zh";

export const LANGUAGES: readonly Language[] = ["en", "zh"];

/** By name, or in a list: `{0}` is the first. */
export type TextParams = Readonly<Record<string, string | number>> | readonly string[];

/** A text cut at its placeholders: words and names in turn, beginning and ending with words. */
type Template = readonly string[];

/** A lookup over one pair of tables. `{name}` in a text is replaced by the parameter of that name. */
export function catalog<Key extends string>(
  tables: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): (language: Language, key: Key, params?: TextParams) => string {
  // Cut once: looking for placeholders at each use was a tenth of what a client's registration costs.
  const templates = new Map<string, Template>();
  return (language, key, params) => {
    const text = tables[language][key];
    if (!params) return text;
    let template = templates.get(text);
    if (!template) {
      template = text.split(/\{(\w+)\}/);
      templates.set(text, template);
    }
    return fill(template, params);
  };
}

function fill(template: Template, params: TextParams): string {
  // A list's items have their places as names.
  const values = params as Readonly<Record<string, string | number>>;
  let text = template[0] ?? "";
  for (let at = 1; at < template.length; at += 2) {
    const name = template[at] ?? "";
    text += (values[name] ?? `{${name}}`) + (template[at + 1] ?? "");
  }
  return text;
}

/**
 * The language of the environment: `LC_ALL` before `LC_MESSAGES` before `LANG`, the first that is not empty.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}
