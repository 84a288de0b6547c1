/** A message of several lines: its body, and the lines it was sent in. Pure. https://ircv3.net/specs/extensions/multiline */

/** A batch's type, and the capability for it. */
export const MULTILINE_BATCH = "draft/multiline";
/** The tag of a line that goes on where the one before was cut. */
export const CONCAT_TAG = "draft/multiline-concat";

export interface BodyLine {
  readonly text: string;
  /** Goes on where the line before was cut, without a line break between them. */
  readonly isConcatenated: boolean;
}

export interface Body {
  /** Lines with "\n" between them, whole again where one was cut. */
  readonly text: string;
  /** Where one was cut, as rising offsets into `text`. */
  readonly cuts: readonly number[];
}

/** The first line is concatenated to nothing, whatever it says. */
export function joinLines(lines: readonly BodyLine[]): Body {
  let text = "";
  const cuts: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0 && line.isConcatenated) cuts.push(text.length);
    else if (index > 0) text += "\n";
    text += line.text;
  }
  return { text, cuts };
}

/** The lines as they were sent: at least one. */
export function splitLines(text: string, cuts: readonly number[] = []): BodyLine[] {
  const lines: BodyLine[] = [];
  const breaks = lineBreaks(text, cuts);
  let start = 0;
  let isConcatenated = false;
  for (const { end, isCut } of breaks) {
    lines.push({ text: text.slice(start, end), isConcatenated });
    start = isCut ? end : end + 1;
    isConcatenated = isCut;
  }
  return lines;
}

interface LineBreak {
  readonly end: number;
  readonly isCut: boolean;
}

/** Where lines end, in order; the last one is the text's end. */
function lineBreaks(text: string, cuts: readonly number[]): LineBreak[] {
  const breaks: LineBreak[] = [];
  let next = 0;
  let start = 0;
  while (true) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    for (; next < cuts.length && (cuts[next] ?? 0) <= end; next++) {
      breaks.push({ end: cuts[next] ?? 0, isCut: true });
    }
    breaks.push({ end, isCut: false });
    if (newline === -1) return breaks;
    start = newline + 1;
  }
}
