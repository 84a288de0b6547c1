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
 * Names in use and whose they are, found by what they look like. Two ASCII names (`bob1`, `bobl`) are never meant: those people see
 * and type, and IRC has always told them apart. Whether two names are the same is the casemapping's business.
 */
export class LookAlikes<Owner> {
  /** Kept apart, so that a crowd of ASCII names of one look costs a further one nothing. */
  readonly #ascii = new Map<string, Set<Owner>>();
  readonly #others = new Map<string, Set<Owner>>();

  add(name: string, owner: Owner): void {
    const byLook = this.#sharing(name);
    for (const key of lookAlikeKeys(name)) {
      const owners = byLook.get(key);
      if (owners) owners.add(owner);
      else byLook.set(key, new Set([owner]));
    }
  }

  remove(name: string, owner: Owner): void {
    const byLook = this.#sharing(name);
    for (const key of lookAlikeKeys(name)) {
      const owners = byLook.get(key);
      owners?.delete(owner);
      if (owners?.size === 0) byLook.delete(key);
    }
  }

  /** @returns whose name a reader could take for this one, other than `asker`. */
  find(name: string, asker?: Owner): Owner | undefined {
    const isTyped = isAscii(name);
    for (const key of lookAlikeKeys(name)) {
      const found =
        otherThan(asker, this.#others.get(key)) ??
        (isTyped ? undefined : otherThan(asker, this.#ascii.get(key)));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #sharing(name: string): Map<string, Set<Owner>> {
    return isAscii(name) ? this.#ascii : this.#others;
  }
}

function otherThan<Owner>(
  asker: Owner | undefined,
  owners: ReadonlySet<Owner> = new Set(),
): Owner | undefined {
  for (const owner of owners) if (owner !== asker) return owner;
  return undefined;
}
