/** Client-only tags that mean something to the server: which are kept with their message, and which names a message that may come twice. */
import type { RowWrite } from "../protocol/history.ts";
import { SENDING_KEY_BYTES_MAX } from "../protocol/limits.ts";
import { utf8Length } from "../protocol/split-text.ts";
import { formatTags, parseTags } from "../protocol/tags.ts";

/** https://ircv3.net/specs/client-tags/react */
const REACTIONS: readonly string[] = ["+draft/react", "+draft/unreact"];
/** The newer name stands before the older one. https://ircv3.net/specs/client-tags/reply */
const REPLIES: readonly string[] = ["+reply", "+draft/reply"];
const KEPT: readonly string[] = [...REPLIES, ...REACTIONS];

/** A client makes one up for each message, and sends the message again under it where it has not seen an echo. */
const SENDING_KEY = "+lanchat.local/key";

export interface KeptTags {
  /** As history keeps them with the message. */
  readonly columns: Pick<RowWrite, "tags" | "replyTo">;
  /** Whether it is a reaction, or takes one back: worth keeping without a text, too. */
  readonly isReaction: boolean;
}

/** @returns undefined where nothing is kept: typing is over as soon as it is read. */
export function keptTags(clientTags: string): KeptTags | undefined {
  const given = parseTags(clientTags);
  const kept = KEPT.filter((name) => given.has(name));
  if (kept.length === 0) return undefined;
  const tags = Object.fromEntries(kept.map((name) => [name, given.get(name) ?? ""]));
  const replyTo = REPLIES.map((name) => given.get(name)).find((msgid) => msgid);
  const isReaction = REACTIONS.some((name) => given.has(name));
  return { columns: replyTo ? { tags, replyTo } : { tags }, isReaction };
}

export interface KeyedTags {
  readonly key: string | undefined;
  /** All other tags, for everybody; "" for none. */
  readonly others: string;
}

/** Takes the key out: it is between a client and the server. An empty key is none, and neither is one that is too long. */
export function takeKey(clientTags: string): KeyedTags {
  if (!clientTags.includes(SENDING_KEY)) return { key: undefined, others: clientTags };
  const tags = new Map(parseTags(clientTags));
  const key = tags.get(SENDING_KEY) ?? "";
  tags.delete(SENDING_KEY);
  const isUsable = key !== "" && utf8Length(key) <= SENDING_KEY_BYTES_MAX;
  return { key: isUsable ? key : undefined, others: formatTags(tags) };
}
