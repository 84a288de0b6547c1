/** What a line costs its sender (see throttle.ts): its bytes, and more where many are told of it. */
import { LINE_UNITS_MIN, PRESENCE_UNITS, SEARCH_UNITS } from "../protocol/limits.ts";
import { type ServiceRequest, serviceRequest } from "../protocol/services.ts";

/** Said to each of its targets. */
const SAID: ReadonlySet<string> = new Set(["NOTICE", "PRIVMSG", "TAGMSG"]);

/** Told in every room of the person, or to everybody in each of its targets, or remembered; or asked of the history. */
const PRESENCE: ReadonlySet<string> = new Set([
  "AWAY",
  "CHATHISTORY",
  "HISTORY",
  "INVITE",
  "JOIN",
  "KICK",
  "MARKREAD",
  "METADATA",
  "MODE",
  "NICK",
  "PART",
  "REDACT",
  "RENAME",
  "SETNAME",
  "TOPIC",
  "ZNC",
]);

/** With a pattern, compared with all there are. */
const SEARCHES: ReadonlySet<string> = new Set(["LIST", "WHO", "WHOIS"]);

export interface CostlyLine {
  /** Upper case. */
  readonly command: string;
  readonly params: readonly string[];
}

/** @param line undefined where it is no message. */
export function lineUnits(bytes: number, line: CostlyLine | undefined): number {
  const units = Math.max(bytes, LINE_UNITS_MIN);
  if (!line) return units;
  const request = serviceRequest(line);
  if (request) return Math.max(units, serviceUnits(request));
  if (SAID.has(line.command)) return units * targetCount(line);
  if (isSearch(line)) return SEARCH_UNITS;
  return PRESENCE.has(line.command) ? Math.max(units, PRESENCE_UNITS * targetCount(line)) : units;
}

/** For what it looks through all channels. */
const SERVICE_SEARCHES: ReadonlySet<string> = new Set(["DROP", "LIST", "REGISTER", "TRANSFER", "UNREGISTER"]);

/** Most of what a service does is written to the disk. */
function serviceUnits({ words: [verb = ""] }: ServiceRequest): number {
  return SERVICE_SEARCHES.has(verb.toUpperCase()) ? SEARCH_UNITS : PRESENCE_UNITS;
}

/** Looks through all there is in the reader's channels. */
const SEARCHES_HISTORY = "SEARCH";

/** Whether everybody, or every room, has to be looked at for it. */
function isSearch({ command, params: [first = ""] }: CostlyLine): boolean {
  if (command === SEARCHES_HISTORY) return true;
  if (!SEARCHES.has(command)) return false;
  return /[*?<>]/.test(first) || (first === "" && command === "LIST");
}

/**
 * What a line costs beyond its bytes: those are paid for as they are read, whatever comes of them.
 * @param bytes without the line end.
 */
export function lineSurcharge(bytes: number, line: CostlyLine | undefined): number {
  return Math.max(0, lineUnits(bytes, line) - bytes - 1);
}

function targetCount({ params: [targets = ""] }: CostlyLine): number {
  // Nearly always one, on the way of every message.
  return targets.indexOf(",") === -1 ? 1 : targets.split(",").length;
}
