/** Which tags an event has for whom. https://ircv3.net/specs/extensions/message-tags */
import { type Capabilities, hasCapability, NO_CAPABILITIES } from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import { escapeTagValue } from "../../protocol/tags.ts";

interface TagReaders {
  readonly capabilities: Capabilities;
  readonly historyId: string;
}

/** Tags of an event as one class of readers gets them, joined and escaped; "" for none. */
export function eventTags(event: ChatEvent, { capabilities, historyId }: TagReaders): string {
  // Nothing is looked at for readers who know no tags.
  if (capabilities === NO_CAPABILITIES) return "";
  const tags: string[] = [];
  if (hasCapability(capabilities, "server-time")) tags.push(timeTag(event.timeMs));
  if (hasCapability(capabilities, "account-tag") && event.source.account !== undefined) {
    tags.push(`account=${escapeTagValue(event.source.account)}`);
  }
  if (hasCapability(capabilities, "message-tags")) {
    if (event.sequence > 0) tags.push(`msgid=${formatMsgid(historyId, event)}`);
    if (event.source.isBot) tags.push("bot");
    if (event.clientTags) tags.push(event.clientTags);
  }
  return tags.join(";");
}

/** Of the second and later lines of one message: they have the time of the first, and no id of their own. */
export function continuationTags(event: ChatEvent, capabilities: Capabilities): string {
  return hasCapability(capabilities, "server-time") ? timeTag(event.timeMs) : "";
}

/** https://ircv3.net/specs/extensions/server-time */
export function timeTag(timeMs: number): string {
  return `time=${new Date(timeMs).toISOString()}`;
}

/** A line whose tags may still grow: a label's or a batch's come before its own. */
export interface TaggedLine {
  /** Joined and escaped, without the `@`; "" for none. */
  readonly tags: string;
  readonly line: string;
}

/** A whole line with its tags. */
export function withTags({ tags, line }: TaggedLine): string {
  return tags === "" ? line : `@${tags} ${line}`;
}

export function joinTags(first: string, second: string): string {
  if (first === "" || second === "") return first + second;
  return `${first};${second}`;
}
