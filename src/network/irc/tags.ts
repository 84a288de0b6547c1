/** Which tags an event has for whom. https://ircv3.net/specs/extensions/message-tags */
import { type Capabilities, hasCapability, NO_CAPABILITIES } from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { REPEATED_TAGS_LENGTH_MAX } from "../../protocol/limits.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import { RELAY_TAG } from "../../protocol/relay-nick.ts";
import { clientOnlyTags, escapeTagValue } from "../../protocol/tags.ts";

/** What a client wants others to read with its line: `+` tags, still escaped; "" where it may not, or there are none. */
export function tagsForOthers(tags: string | undefined, capabilities: Capabilities): string {
  const mayTag = tags !== undefined && hasCapability(capabilities, "message-tags");
  return mayTag ? clientOnlyTags(tags) : "";
}

interface TagReaders {
  readonly capabilities: Capabilities;
  /** Absent where the line shall have no id. */
  readonly historyId: string | undefined;
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
  if (event.saidBy !== undefined && hasCapability(capabilities, "draft/relaymsg")) {
    tags.push(`${RELAY_TAG}=${escapeTagValue(event.saidBy)}`);
  }
  if (hasCapability(capabilities, "message-tags")) {
    if (event.sequence > 0 && historyId !== undefined) tags.push(`msgid=${formatMsgid(historyId, event)}`);
    if (event.source.isBot) tags.push("bot");
    if (event.clientTags) tags.push(event.clientTags);
  }
  return tags.join(";");
}

/**
 * Of the second and later lines of one message: what the first has, but no id of their own, and the sender's tags only where they are
 * few. https://ircv3.net/specs/extensions/multiline#fallback
 */
export function continuationTags(event: ChatEvent, capabilities: Capabilities): string {
  const { clientTags = "" } = event;
  const repeated = clientTags.length <= REPEATED_TAGS_LENGTH_MAX ? clientTags : "";
  return eventTags({ ...event, clientTags: repeated }, { capabilities, historyId: undefined });
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
