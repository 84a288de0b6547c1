/** When two names are the same: the two casemappings a server may have, as keys for nicks and channels. */

declare const folded: unique symbol;
/** A nick as a key: equal for nicks that are the same person. */
export type FoldedNick = string & { readonly [folded]: "nick" };
/** A channel's name as a key. */
export type FoldedChannel = string & { readonly [folded]: "channel" };

export type CasemappingName = "ascii" | "precis";

/** One server's notion of sameness. https://modern.ircdocs.horse/#casemapping-parameter */
export interface Casemapping {
  readonly name: CasemappingName;
  nick(nick: string): FoldedNick;
  channel(name: string): FoldedChannel;
}

const LETTER_A = 0x41;
const LETTER_Z = 0x5a;
const FIRST_BEYOND_ASCII = 0x80;

/** Whether all of it is ASCII. Control characters count as ASCII. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) >= FIRST_BEYOND_ASCII) return false;
  }
  return true;
}

function hasAsciiUpperCase(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= LETTER_A && code <= LETTER_Z) return true;
  }
  return false;
}

/** Only A–Z and a–z are the same letters. Most names have no upper case and are returned as they are. */
function foldAscii(name: string): string {
  if (!hasAsciiUpperCase(name)) return name;
  if (isAscii(name)) return name.toLowerCase();
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

// The block of full-width and half-width forms, and the wide space. Their compatibility form (NFKC) is what the width mapping
// asks for, but for half-width Hangul and U+FFE3, which PRECIS does not let into a name in either form.
const WIDE = /[\u3000\uff00-\uffef]+/g;

/**
 * UsernameCaseMapped: width, then lower case, then NFC. Which characters a name may have is not asked here but in `names.ts`,
 * so that every text has a key. https://www.rfc-editor.org/rfc/rfc8265#section-3.3
 */
function foldPrecis(name: string): string {
  if (isAscii(name)) return foldAscii(name);
  const narrow = name.replace(WIDE, (wide) => wide.normalize("NFKC"));
  return narrow.toLowerCase().normalize("NFC");
}

/** A nick's key in the casemapping `ascii`. */
export function foldNick(nick: string): FoldedNick {
  return foldAscii(nick) as FoldedNick;
}

/** A channel's key in the casemapping `ascii`. */
export function foldChannel(name: string): FoldedChannel {
  return foldAscii(name) as FoldedChannel;
}

const CASEMAPPINGS = {
  ascii: { name: "ascii", nick: foldNick, channel: foldChannel },
  precis: {
    name: "precis",
    nick: (nick) => foldPrecis(nick) as FoldedNick,
    channel: (name) => foldPrecis(name) as FoldedChannel,
  },
} as const satisfies Record<CasemappingName, Casemapping>;

/** The casemapping of this name. */
export function casemapping(name: CasemappingName): Casemapping {
  return CASEMAPPINGS[name];
}
