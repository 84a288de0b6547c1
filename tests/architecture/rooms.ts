/** Who may import whom. */
import { importedPaths, type SourceFile } from "./source-file.ts";

interface Allowed {
  readonly values: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
}

const SERVER_SIDE = ["platform", "protocol", "locales", "chat", "sequencer", "history", "network"];
const ENTRY = ["platform", "protocol", "locales", "std"];

// `std` stands for packages of others (JSR's @std); the two programs' rooms use it as they use npm's.
/** Every room of src/, std/ and the entries. What is not listed here must not exist. */
const ALLOWED: Readonly<Record<string, Allowed>> = {
  platform: { values: [] },
  protocol: { values: [] },
  locales: { values: [] },
  std: { values: [] },
  chat: { values: ["protocol"] },
  sequencer: { values: ["protocol", "platform"], types: ["chat"] },
  history: { values: ["protocol", "platform", "locales"] },
  network: { values: ["protocol", "platform", "locales"] },
  server: { values: [...SERVER_SIDE, "std"] },
  client: { values: ["protocol", "locales", "std"], types: ["platform"] },
  tui: { values: ["client", "protocol", "locales"] },
  web: { values: ["client", "protocol", "locales"] },
  "server.ts": { values: [...ENTRY, "server"] },
  "client.ts": { values: [...ENTRY, "client", "tui"] },
};

/** These look at the whole house: no import of theirs is wrong. */
const OUTSIDE = ["tests", "bench", "scripts"];

/** @returns `src/chat/state.ts` → `chat`, `std/assert/mod.ts` → `std`, `server.ts` → `server.ts`. */
export function roomOf(path: string): string {
  const [top = "", room = ""] = path.split("/");
  return top === "src" ? room : top;
}

export function roomViolations(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (OUTSIDE.includes(room)) return [];
  const allowed = ALLOWED[room];
  if (!allowed)
    return [`${file.path}:1: "${room}" is not a room of the design (tests/architecture/rooms.ts)`];
  return file.imports.flatMap(({ line, specifier, typeOnly }) => {
    const target = roomOf(importedPaths(file.path, specifier)[0] ?? file.path);
    if (target === room || allowed.values.includes(target)) return [];
    if (allowed.types?.includes(target)) {
      return typeOnly ? [] : [`${file.path}:${line}: ${room} may import only types of ${target}`];
    }
    return [`${file.path}:${line}: ${room} must not import ${target} ("${specifier}")`];
  });
}
