/** What a line costs its sender (see throttle.ts): its bytes, and more where many are told of it. */
import { LINE_UNITS_MIN, PRESENCE_UNITS } from "../protocol/limits.ts";

/** Told in every room of the person, or to everybody in one, or remembered. */
const PRESENCE: ReadonlySet<string> = new Set([
  "AWAY",
  "INVITE",
  "JOIN",
  "KICK",
  "MODE",
  "NICK",
  "PART",
  "RENAME",
  "SETNAME",
  "TOPIC",
]);

/** @param command upper case; "" where the line is none. */
export function lineUnits(bytes: number, command: string): number {
  return Math.max(bytes, PRESENCE.has(command) ? PRESENCE_UNITS : LINE_UNITS_MIN);
}
