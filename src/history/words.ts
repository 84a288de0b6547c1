/** Text as search sees it: words, and each character of Chinese, Japanese and Korean by itself. */

/**
 * These scripts put no spaces between words, so their characters are words of one letter, and a word of several is a phrase.
 * A picture is a word too. ー and 々 belong to their scripts only by extension (scx).
 */
const WORD =
  /[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]&&[\p{L}\p{N}]]|\p{Emoji_Presentation}|[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]]+/gv;

const ACCENTED_LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/g;
const BEYOND_ASCII = /[^\0-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/g;

/** Without what people do not type when they search: cases, accents of Latin letters, full and half width. */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  const even = text.normalize("NFKC").toLowerCase();
  return even.replace(ACCENTED_LATIN, (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""));
}

/** The words of a text in their order, folded. The full-text index holds them: a change needs a migration that fills it anew. */
export function wordsOf(text: string): readonly string[] {
  const folded = foldText(text);
  return folded.match(BEYOND_ASCII.test(folded) ? WORD : ASCII_WORD) ?? [];
}

/** Whether the phrase's words stand in the text, one behind the other. */
export function hasPhrase(text: readonly string[], phrase: readonly string[]): boolean {
  for (let start = 0; start + phrase.length <= text.length; start++) {
    if (phrase.every((word, offset) => text[start + offset] === word)) return true;
  }
  return false;
}

/** The phrases to look for; undefined where words are asked for but none of them can be found, as with "?!". */
export function phrasesOf(terms: readonly string[]): readonly (readonly string[])[] | undefined {
  const phrases = terms.map(wordsOf).filter((phrase) => phrase.length > 0);
  return phrases.length === 0 && terms.length > 0 ? undefined : phrases;
}
