/** Tables as Markdown has them. */

export type Row = readonly string[];

export function table(head: Row, rows: readonly Row[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(escapeCell))];
  return lines.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Somebody else's words: what the server itself says. */
export function quote(text: string): string {
  return `> ${text}`;
}

/** A bar would end the cell; outside of code a star or a bracket would be markup. */
function escapeCell(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replaceAll("|", "\\|")
    .replace(/`[^`]*`|[*<]/g, (part) => (part.length > 1 ? part : `\\${part}`));
}
