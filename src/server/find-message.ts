/** Looks one message up in history, for the edge: the rules hold no old messages. */
import type { History } from "../history/history.ts";
import type { FindMessage } from "../network/edge-context.ts";

export function messageFinder(history: Pick<History, "find">): FindMessage {
  return (msgid, done) => {
    // Whoever names a message has seen it: it is there, whatever is ordered meanwhile.
    const query = { kind: "messages", msgids: [msgid], limit: 1, asOf: Number.MAX_SAFE_INTEGER } as const;
    history.find(query, (found) => done(found instanceof Error ? found : found[0]));
  };
}
