/** What is said of bans and mutes, with the time where they end by themselves. */
import { momentText } from "../../protocol/moment-text.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { Sanction } from "../../protocol/sanction.ts";

/** Sentences that there are twice: for what lasts until it is lifted, and, with the time as one more parameter, for what ends. */
type TimedNotice = "account-banned" | "ban-entry" | "ban-set" | "mute-entry" | "mute-set" | "you-are-muted";

interface Notice {
  readonly name: NoticeName;
  readonly params: readonly string[];
}

export function timedNotice(name: TimedNotice, { expiresAtMs }: Sanction, ...params: string[]): Notice {
  if (expiresAtMs === undefined) return { name, params };
  return { name: `${name}-until`, params: [...params, momentText(expiresAtMs)] };
}

/** A line of the list. */
export function entryNotice(sanction: Sanction): Notice {
  const { kind, target, setBy, setAtMs, reason } = sanction;
  return timedNotice(`${kind}-entry`, sanction, target.text, setBy, momentText(setAtMs), reason);
}
