/** Texts of people as long as they may be kept, never cut within a character. */
import { AWAY_BYTES_MAX, KICK_BYTES_MAX, REALNAME_LENGTH_MAX, TOPIC_BYTES_MAX } from "../protocol/limits.ts";
import { cutText } from "../protocol/split-text.ts";

export function cutTopic(text: string): string {
  return cutText(text, TOPIC_BYTES_MAX);
}

export function cutAway(text: string): string {
  return cutText(text, AWAY_BYTES_MAX);
}

export function cutKickReason(text: string): string {
  return cutText(text, KICK_BYTES_MAX);
}

export function cutRealname(text: string): string {
  return text.length <= REALNAME_LENGTH_MAX ? text : [...text].slice(0, REALNAME_LENGTH_MAX).join("");
}
