/** Text in pieces that fit into lines: no character that people see is torn, and no byte is lost. */

// The language makes no difference to graphemes; naming one keeps the system's out of it.
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
/** The most bytes one UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT_MAX = 3;

/**
 * Cuts text into pieces of at most `bytesMax` UTF-8 bytes (4 at least), which joined are the text again. Cuts between
 * graphemes, after a space where there is one in a piece's last quarter. A grapheme that fits into no piece is cut
 * between code points. https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries
 */
export function splitText(text: string, bytesMax: number): string[] {
  if (text.length * BYTES_PER_UNIT_MAX <= bytesMax || utf8Length(text) <= bytesMax) return [text];
  const segments = GRAPHEMES.segment(text);
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    const full = fullEnd(text, start, bytesMax);
    const end = full === text.length ? full : niceEnd(segments, text, { start, full });
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** As much of the start of a text as fits into `bytesMax` UTF-8 bytes (4 at least), cut between graphemes. */
export function cutText(text: string, bytesMax: number): string {
  if (text.length * BYTES_PER_UNIT_MAX <= bytesMax || utf8Length(text) <= bytesMax) return text;
  const full = fullEnd(text, 0, bytesMax);
  return text.slice(0, GRAPHEMES.segment(text).containing(full)?.index || full);
}

/** Where a piece from `start` ends at the latest. */
function fullEnd(text: string, start: number, bytesMax: number): number {
  let bytes = 0;
  let end = start;
  while (end < text.length) {
    const point = text.codePointAt(end) ?? 0;
    bytes += pointLength(point);
    if (bytes > bytesMax && end > start) break;
    end += point > 0xffff ? 2 : 1;
  }
  return end;
}

/** Where a piece ends that may not go beyond `full`. */
function niceEnd(
  segments: Intl.Segments,
  text: string,
  { start, full }: { readonly start: number; readonly full: number },
): number {
  const boundary = segments.containing(full)?.index ?? full;
  if (boundary <= start) return full;
  const afterSpace = text.lastIndexOf(" ", boundary - 1) + 1;
  const isLate = afterSpace - start >= (boundary - start) * 0.75;
  // A combining mark can make the space part of a grapheme.
  return isLate && segments.containing(afterSpace)?.index === afterSpace ? afterSpace : boundary;
}

/** Bytes of the text in UTF-8, without encoding it; a lone surrogate counts as the U+FFFD it becomes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    // ASCII first: nearly all text of the protocol is, and this is ten times as fast.
    if (text.charCodeAt(index) < 0x80) {
      bytes += 1;
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    bytes += pointLength(point);
    if (point > 0xffff) index++;
  }
  return bytes;
}

/** Bytes of a code point. https://www.rfc-editor.org/rfc/rfc3629#section-3 */
function pointLength(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point <= 0xffff ? 3 : 4;
}
