/** The last lines that an IRC client reads. */
import { closingText, type Ending } from "../../locales/irc/texts.ts";
import type { EndReason } from "../../protocol/effects.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { momentText } from "../../protocol/moment-text.ts";
import { renderNumeric } from "./render.ts";
import type { IrcReader } from "./words.ts";

export interface Leaving extends IrcReader {
  /** The person's, as others see it. */
  readonly host: string;
  readonly isRegistered: boolean;
}

/** @returns none for who closed the connection and reads nothing any more. */
export function goodbyeLines(reason: EndReason, leaving: Leaving): readonly string[] {
  if (reason.kind === "closed") return [];
  const text = closingText(leaving.language, endingOf(reason), leaving.host);
  const error = formatIrcLine({ command: "ERROR", params: [text] }, { forceTrailing: true });
  return [...linesBefore(reason, leaving), error];
}

/** https://modern.ircdocs.horse/#kill-message, https://modern.ircdocs.horse/#erryourebannedcreep-465 */
function linesBefore(reason: EndReason, leaving: Leaving): readonly string[] {
  if (reason.kind === "banned") return [renderNumeric(leaving, "ERR_YOUREBANNEDCREEP", [])];
  if (reason.kind !== "kicked" || !leaving.isRegistered) return [];
  const { by, text } = reason;
  const kill = { source: by, command: "KILL", params: [leaving.nick, text || by] };
  return [formatIrcLine(kill, { forceTrailing: true })];
}

function endingOf(reason: EndReason): Ending {
  if (reason.kind !== "banned" || reason.untilMs === undefined) return reason;
  return { ...reason, until: momentText(reason.untilMs) };
}
