/** Text that may be shown on a terminal or written into a log, whoever sent it. */

// C0 but TAB, DEL, C1; the bidirectional overrides and isolates (https://www.unicode.org/reports/tr9/), which reorder
// what others read; the line and paragraph separators, which some programs break lines at.
const UNSAFE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
const UNSAFE_ALL = new RegExp(UNSAFE, "g");

/** Removes what could move the cursor, change the screen or reverse the text of the person who reads it. */
export function safeText(text: string): string {
  return UNSAFE.test(text) ? text.replace(UNSAFE_ALL, "") : text;
}
