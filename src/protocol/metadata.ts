/** What people and channels tell of themselves by key, as plain data. https://github.com/ircv3/ircv3-specifications/pull/613 */
import {
  LINE_BYTES_MAX,
  METADATA_KEY_BYTES_MAX,
  METADATA_KEYS_MAX,
  METADATA_SUBSCRIPTIONS_MAX,
  METADATA_VALUE_BYTES_MAX,
  NICK_BYTES_MAX,
} from "./limits.ts";
import { utf8Length } from "./split-text.ts";

/** One key gets another value, or none. */
export interface MetadataChange {
  readonly key: string;
  /** Never empty; absent: the key is not set any more. */
  readonly value?: string;
}

const KEY = /^[a-z0-9_./-]+$/;

export function isMetadataKey(text: string): boolean {
  return text.length <= METADATA_KEY_BYTES_MAX && KEY.test(text);
}

/** What stands around the names and the value in `:server 775 reader 10 target SET key :value`; elsewhere it is less. */
const FRAME_BYTES = 16;

/**
 * The most bytes a value may have, so that no line that tells it is cut.
 * @param targetBytes of a channel's name; people may take another nick, so that theirs counts as the longest.
 */
export function metadataValueBytesMax(serverName: string, targetBytes = NICK_BYTES_MAX): number {
  const readerBytes = NICK_BYTES_MAX;
  const nameBytes = utf8Length(serverName) + readerBytes + Math.max(targetBytes, NICK_BYTES_MAX);
  const room = LINE_BYTES_MAX - FRAME_BYTES - nameBytes - METADATA_KEY_BYTES_MAX;
  return Math.min(METADATA_VALUE_BYTES_MAX, room);
}

/** What is offered with the capability. */
export function metadataCapabilityValue(serverName: string): string {
  return [
    "before-connect",
    `max-subs=${METADATA_SUBSCRIPTIONS_MAX}`,
    `max-keys=${METADATA_KEYS_MAX}`,
    `max-key-bytes=${METADATA_KEY_BYTES_MAX}`,
    `max-value-bytes=${metadataValueBytesMax(serverName)}`,
  ].join(",");
}
