/** Masks of people, `nick!user@host` with wildcards. https://modern.ircdocs.horse/#wildcard-expressions */

/**
 * Completes a mask: `bob` → `bob!*@*`, `*@host` → `*!*@host`, `a!b` → `a!b@*`; a lone word with a `.` or `:` is a host,
 * since no nick has one. Runs of `*` become one.
 */
export function normalizeMask(mask: string): string {
  const bang = mask.indexOf("!");
  const at = mask.indexOf("@", bang + 1);
  const rest = mask.slice(bang + 1);
  if (bang === -1 && at === -1) return /[.:]/.test(mask) ? join("", "", mask) : join(mask, "", "");
  if (at === -1) return join(mask.slice(0, bang), rest, "");
  return join(mask.slice(0, Math.max(bang, 0)), mask.slice(bang + 1, at), mask.slice(at + 1));
}

function join(nick: string, user: string, host: string): string {
  return collapse(`${nick || "*"}!${user || "*"}@${host || "*"}`);
}

function collapse(mask: string): string {
  return mask.replace(/\*+/g, "*");
}

/**
 * Makes a mask ready to be matched often. `*` stands for any text, `?` for one character.
 *
 * @param fold makes names equal that are the same; applied to the mask and to each text.
 */
export function compileMask(mask: string, fold: (text: string) => string): (text: string) => boolean {
  const pattern = fold(collapse(mask));
  if (!/[*?]/.test(pattern)) return (text) => fold(text) === pattern;
  const words = pattern.split(/[*?]+/).filter((word) => word !== "");
  return (text) => {
    const folded = fold(text);
    return includesAll(folded, words) && matches(pattern, folded);
  };
}

/** What a mask says between its wildcards must be there: looked for first, since masks made to be slow to walk fail here at once. */
function includesAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

/**
 * Never takes back more than the last `*`, so that no mask, however hostile, costs more than its length times the
 * text's: a regular expression could take for ever. Strings are walked by UTF-16 unit.
 */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let textAt = 0;
  let afterStar = -1;
  let starEnd = 0;
  while (textAt < text.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      afterStar = ++at;
      starEnd = textAt;
    } else if (wanted === "?") {
      at++;
      textAt += unitsAt(text, textAt);
    } else if (wanted === text[textAt]) {
      at++;
      textAt++;
    } else if (afterStar === -1) {
      return false;
    } else {
      at = afterStar;
      textAt = ++starEnd;
    }
  }
  return at === pattern.length || (at === pattern.length - 1 && pattern[at] === "*");
}

/** UTF-16 units of the character here: `?` stands for a whole emoji. */
function unitsAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
