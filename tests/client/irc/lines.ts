/** Lines of a server, as tests write them. */
import { type Incoming, readIncoming } from "../../../src/client/irc/incoming.ts";
import { ClientState } from "../../../src/client/irc/state.ts";

export function incoming(text: string): Incoming {
  const line = readIncoming(text);
  if (!line) throw new Error(`No line: ${text}`);
  return line;
}

/** What is known after these lines. */
export function stateAfter(...lines: readonly string[]): ClientState {
  const state = new ClientState();
  for (const line of lines) state.read(incoming(line));
  return state;
}

/** ann, in #tea with bob and the operator eve. */
export const IN_TEA = [
  ":irc.test 001 ann :Welcome",
  ":ann!a@host JOIN #tea",
  ":irc.test 353 ann = #tea :@eve +bob ann",
] as const;
