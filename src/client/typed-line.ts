/** What a line means that is typed to a server without commands. */

export type TypedLine =
  | { readonly kind: "send"; readonly text: string }
  | { readonly kind: "refuse"; readonly command: string }
  | { readonly kind: "leave" | "help" | "clear" | "nothing" };

/** To such a server a slash command would be chat, so it is never sent there. */
export function readTyped(line: string): TypedLine {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (isFarewell(text)) return { kind: "leave" };
  const command = /^\/(?!\/)(\S*)/.exec(text)?.[1]?.toLowerCase();
  if (command === "clear") return { kind: "clear" };
  if (command === "help") return { kind: "help" };
  if (command !== undefined) return { kind: "refuse", command: `/${command}` };
  return { kind: "send", text: text.startsWith("//") ? text.slice(1) : line };
}

/** Whether it ends the program, whoever listens. */
export function isFarewell(line: string): boolean {
  return /^(?:exit|\/quit(?:\s.*)?)$/i.test(line.trim());
}

/** What was pasted: one message, unless it begins with a command; then it is taken as if it had been typed. */
export function messagesIn(lines: readonly string[]): readonly string[] {
  const text = lines.join("\n").replace(/^(?:[ \t]*\n)+/, "");
  return text.trimStart().startsWith("/") ? lines : [text.trimEnd()];
}
