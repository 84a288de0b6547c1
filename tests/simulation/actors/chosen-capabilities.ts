/** How an IRC client begins: its nick, and what it asks for. */
import { CAPABILITY_NAMES } from "../../../src/protocol/capabilities.ts";
import type { Random } from "../random.ts";

/** What programs of today ask for; others ask for anything. */
const CAPABILITY_SETS: readonly (readonly string[])[] = [
  [],
  ["server-time"],
  ["message-tags", "echo-message"],
  ["batch", "labeled-response", "echo-message", "message-tags", "server-time", "draft/read-marker"],
  ["batch", "labeled-response", "draft/channel-rename", "multi-prefix", "away-notify", "extended-join"],
  ["multi-prefix", "userhost-in-names", "setname", "account-notify", "invite-notify"],
];

export const NICKS = [
  "ann",
  "Bob",
  "carl",
  "dora",
  "Eve",
  "fred",
  "小明",
  "gil[x]",
  "hal",
  "ida",
  "joe",
  "kim",
];

export function pickCapabilities(random: Random): readonly string[] {
  if (random.chance(0.5)) return random.pick(CAPABILITY_SETS);
  return CAPABILITY_NAMES.filter(() => random.chance(0.4));
}

/** What is said before the nick. Some programs ask for nothing, and some of these only whether there is anything. */
export function negotiation(capabilities: readonly string[], random: Random): string[] {
  if (capabilities.length > 0) return ["CAP LS 302", `CAP REQ :${capabilities.join(" ")}`];
  return random.chance(0.3) ? ["CAP LS 302"] : [];
}
