/** A member's prefixes as the asker reads them. https://ircv3.net/specs/extensions/multi-prefix */
import { type Capabilities, hasCapability } from "../protocol/capabilities.ts";
import type { Membership } from "./membership.ts";

/** All of them, the highest first, for who can read that; else the highest. */
export function shownPrefixes(membership: Membership, capabilities: Capabilities): string {
  return membership.shownPrefixes(hasCapability(capabilities, "multi-prefix") ? "all" : "highest");
}
