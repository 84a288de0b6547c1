/** The order alone makes the state: a fresh server that begins with the same rows and is given the same entries is in the same one. */
import { restore } from "../../src/chat/restore.ts";
import { snapshot } from "./checkers/snapshot.ts";
import { WatchedChat } from "./watched-chat.ts";
import type { World } from "./world.ts";

export function replay({ server: { chat, restored }, trace }: World): void {
  const { historyId, startedAtMs, settings, entries } = chat;
  const fresh = new WatchedChat({ historyId, startedAtMs, settings }, () => {});
  restore(fresh, restored, () => {});
  for (const stamped of entries) {
    try {
      fresh.apply(stamped);
    } catch {
      // Skipped, as it was the first time.
    }
  }
  const [before, after] = [snapshot(chat), snapshot(fresh)];
  if (before !== after) trace.violate("replay", firstDifference(before.split("\n"), after.split("\n")));
}

function firstDifference(before: readonly string[], after: readonly string[]): string {
  const at = before.findIndex((line, index) => line !== after[index]);
  return `the state differs: ${before[at]} became ${after[at]}`;
}
