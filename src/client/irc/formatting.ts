/** Bold, colours and the like, which line mode does not show. https://modern.ircdocs.horse/formatting */

// Colour: up to two digits, a comma and two more. Hex colour: six, and six. Then the signs without parameters.
const CODES =
  /\u0003(?:\d{1,2}(?:,\d{1,2})?)?|\u0004(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\u0002\u000f\u0011\u0016\u001d-\u001f]/gi;

export function withoutFormatting(text: string): string {
  return text.replace(CODES, "");
}
