/** What an IRC client asks for: programs of today, and any other. */
import { CAPABILITY_NAMES } from "../../../src/protocol/capabilities.ts";
import type { Random } from "../random.ts";

/** What programs of today ask for; others ask for anything. */
const CAPABILITY_SETS: readonly (readonly string[])[] = [
  [],
  ["server-time"],
  ["message-tags", "echo-message"],
  ["batch", "labeled-response", "echo-message", "message-tags", "server-time", "account-tag"],
  ["batch", "labeled-response", "draft/channel-rename", "multi-prefix", "away-notify", "extended-join"],
  ["multi-prefix", "userhost-in-names", "setname", "account-notify", "invite-notify"],
];

export function pickCapabilities(random: Random): readonly string[] {
  if (random.chance(0.5)) return random.pick(CAPABILITY_SETS);
  return CAPABILITY_NAMES.filter(() => random.chance(0.4));
}
