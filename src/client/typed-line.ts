/** What a typed line means, which depends on who listens. */
import type { ServerKind } from "./server-kind.ts";

export type TypedLine =
  | { readonly kind: "send"; readonly text: string }
  /** `farewell` is what the server is told first. */
  | { readonly kind: "leave"; readonly farewell?: string }
  | { readonly kind: "help" }
  | { readonly kind: "clear" }
  | { readonly kind: "refuse"; readonly command: string }
  | { readonly kind: "nothing" };

/** Our server knows the slash commands itself; to any other they would be chat, so they are never sent there. */
export function readTyped(line: string, server: ServerKind): TypedLine {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (text.toLowerCase() === "exit") return { kind: "leave" };
  const command = /^\/(?!\/)(\S*)/.exec(text)?.[1]?.toLowerCase();
  if (command === "quit") return server === "ours" ? { kind: "leave", farewell: text } : { kind: "leave" };
  if (command === "clear") return { kind: "clear" };
  if (server === "ours") return { kind: "send", text: line };
  if (command === "help") return { kind: "help" };
  if (command !== undefined) return { kind: "refuse", command: `/${command}` };
  return { kind: "send", text: text.startsWith("//") ? text.slice(1) : line };
}
