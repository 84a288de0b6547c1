/** Tells a channel how its modes have changed. */
import type { Effect } from "../protocol/effects.ts";
import { MODE_BYTES_MAX } from "../protocol/limits.ts";
import { formatModeChanges, type ModeChange } from "../protocol/modes.ts";
import { utf8Length } from "../protocol/split-text.ts";
import { ownSessions } from "./audience.ts";
import type { Channel } from "./channel.ts";
import { type CommandContext, deliver, eventFrom } from "./effects.ts";
import { recordEvent } from "./event-records.ts";

/** To everybody in the channel, and to an operator who did it from outside. */
export function announceModes(
  context: CommandContext,
  channel: Channel,
  changes: readonly ModeChange[],
): Effect[] {
  const { user } = context;
  const outside = channel.has(user) ? [] : ownSessions(user);
  const to = outside.length === 0 ? channel.audience() : [...channel.audience(), ...outside];
  return linesOf(changes).flatMap((line) => {
    const params = [channel.name, ...formatModeChanges(line)];
    const changed = eventFrom(context, { command: "MODE", params });
    return [recordEvent(context, changed), deliver(context, to, changed)];
  });
}

/** As many changes in each line as fit. */
function linesOf(changes: readonly ModeChange[]): ModeChange[][] {
  const lines: ModeChange[][] = [];
  let bytes = 0;
  for (const change of changes) {
    // A sign, a letter, a space and the param.
    const changeBytes = 3 + utf8Length(change.param ?? "");
    const line = bytes + changeBytes > MODE_BYTES_MAX ? undefined : lines.at(-1);
    if (line) line.push(change);
    else lines.push([change]);
    bytes = line ? bytes + changeBytes : changeBytes;
  }
  return lines;
}
