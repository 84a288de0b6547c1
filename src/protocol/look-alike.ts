/** Names that look the same and are not: `admin` with a Cyrillic а. After UTS 39, §4. https://www.unicode.org/reports/tr39/ */
import confusables from "unhomoglyph/data.json" with { type: "json" };
import { casemapping, isAscii } from "./casemapping.ts";

/** Each confusable character's prototype: the one that stands for all that look like it. */
const PROTOTYPES: Readonly<Record<string, string>> = confusables;

// Variation selectors and others that show nothing: two names may differ in them and look the same.
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

const precis = casemapping("precis");

/**
 * What a name looks like, as a key. As in UTS 39, and beyond it: compatibility forms that its table leaves out are resolved
 * (full-width ｂ), and case does not count.
 */
export function skeleton(name: string): string {
  let looks = "";
  for (const character of name.normalize("NFD").replace(IGNORABLE, "")) looks += prototype(character);
  return withoutCase(looks.normalize("NFD"));
}

/** Among ASCII letters, case changes the looks of two: `I` looks like `l` but `i` does not, and `m` like `rn` but `M` does not. */
function withoutCase(looks: string): string {
  return looks.toLowerCase().replaceAll("i", "l").replaceAll("m", "rn");
}

function prototype(character: string): string {
  const known = PROTOTYPES[character];
  if (known !== undefined) return known;
  const plain = character.normalize("NFKD");
  if (plain === character) return character;
  return Array.from(plain, (part) => PROTOTYPES[part] ?? part).join("");
}

/**
 * The skeletons a name is known by, one or two: as it is written, and in lower case. Both are needed: `ВОВ` in Cyrillic looks like
 * `BOB`, but its lower case `вов` does not look like `bob`. To find look-alikes among many names, keep them by these keys.
 */
export function lookAlikeKeys(name: string): readonly string[] {
  const written = skeleton(name);
  if (isAscii(name)) return [written];
  const lowerCase = skeleton(precis.nick(name));
  return lowerCase === written ? [written] : [written, lowerCase];
}

/**
 * Whether a reader could take one name for the other. Names that are the same in any casemapping with ASCII are not meant, nor
 * are two ASCII names (`bob1`, `bobl`): those people see and type, and IRC has always told them apart.
 */
export function looksAlike(a: string, b: string): boolean {
  const ascii = casemapping("ascii");
  if (ascii.nick(a) === ascii.nick(b) || (isAscii(a) && isAscii(b))) return false;
  const keys = lookAlikeKeys(a);
  return lookAlikeKeys(b).some((key) => keys.includes(key));
}
