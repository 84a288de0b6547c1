/** Texts of people as long as they may be kept. */
import {
  AWAY_LENGTH_MAX,
  KICK_LENGTH_MAX,
  REALNAME_LENGTH_MAX,
  TOPIC_LENGTH_MAX,
} from "../protocol/limits.ts";

/** The first characters, never half of one. */
function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : [...text].slice(0, lengthMax).join("");
}

export function cutTopic(text: string): string {
  return cut(text, TOPIC_LENGTH_MAX);
}

export function cutAway(text: string): string {
  return cut(text, AWAY_LENGTH_MAX);
}

export function cutKickReason(text: string): string {
  return cut(text, KICK_LENGTH_MAX);
}

export function cutRealname(text: string): string {
  return cut(text, REALNAME_LENGTH_MAX);
}
