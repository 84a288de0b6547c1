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
  return isAscii(name) ? asciiSkeleton(name) : fullSkeleton(name);
}

/** The same for ASCII, letter by letter: nothing there has accents. A nick is asked about five times until it is somebody's. */
function asciiSkeleton(name: string): string {
  let looks = "";
  for (let index = 0; index < name.length; index++) looks += ASCII_LOOKS[name.charCodeAt(index)];
  return looks;
}

function fullSkeleton(name: string): string {
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

const ASCII_LOOKS = Array.from({ length: 128 }, (_, code) => fullSkeleton(String.fromCharCode(code)));

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
  readonly #ascii = new Owners<Owner>();
  readonly #others = new Owners<Owner>();

  add(name: string, owner: Owner): void {
    const owners = this.#sharing(name);
    for (const key of lookAlikeKeys(name)) owners.add(key, owner);
  }

  remove(name: string, owner: Owner): void {
    const owners = this.#sharing(name);
    for (const key of lookAlikeKeys(name)) owners.remove(key, owner);
  }

  /** @returns whose name a reader could take for this one, other than `asker`. */
  find(name: string, asker?: Owner): Owner | undefined {
    const isTyped = isAscii(name);
    for (const key of lookAlikeKeys(name)) {
      const found =
        this.#others.otherThan(asker, key) ?? (isTyped ? undefined : this.#ascii.otherThan(asker, key));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #sharing(name: string): Owners<Owner> {
    return isAscii(name) ? this.#ascii : this.#others;
  }
}

/** Who has names of a look: nearly always one, for whom a set would be a quarter of a KB. */
class Owners<Owner> {
  readonly #byKey = new Map<string, Owner | Set<Owner>>();

  add(key: string, owner: Owner): void {
    const known = this.#byKey.get(key);
    if (known instanceof Set) known.add(owner);
    else this.#byKey.set(key, known === undefined || known === owner ? owner : new Set([known, owner]));
  }

  remove(key: string, owner: Owner): void {
    const known = this.#byKey.get(key);
    if (known instanceof Set) known.delete(owner);
    if (known === owner || (known instanceof Set && known.size === 0)) this.#byKey.delete(key);
  }

  otherThan(asker: Owner | undefined, key: string): Owner | undefined {
    const known = this.#byKey.get(key);
    if (!(known instanceof Set)) return known === asker ? undefined : known;
    for (const owner of known) if (owner !== asker) return owner;
    return undefined;
  }
}
