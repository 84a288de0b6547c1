/** What was said earlier, for programs that are told no times: they would show it as said just now. */

import type { Capabilities } from "../../protocol/capabilities.ts";
import { hasCapability } from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { type HistoryView, SAID_KINDS } from "../../protocol/history.ts";
import { actionText, formatAction } from "../../protocol/message.ts";
import { clockTime, withClock } from "../clock-time.ts";
import { isUnasked } from "../history-event.ts";

/** Who asks with CHATHISTORY or SEARCH is a program, which knows what it gets. */
export function needsClock(view: HistoryView, readable: Capabilities): boolean {
  const isForPeople = isUnasked(view) || (view.purpose === "page" && view.subcommand === undefined);
  return isForPeople && !hasCapability(readable, "server-time");
}

/** A message with the clock before each line. */
export function timedEvent(event: ChatEvent, nowMs: number): ChatEvent {
  if (!SAID_KINDS.includes(event.command)) return event;
  const { cuts: _, ...said } = event;
  const [target = "", text = ""] = event.params;
  const clock = clockTime(event.timeMs, nowMs);
  const action = actionText(text);
  const timed = withClock(action ?? text, clock);
  return { ...said, params: [target, action === undefined ? timed : formatAction(timed)] };
}
