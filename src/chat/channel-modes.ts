/** What a channel is set to, as letters. https://modern.ircdocs.horse/#channel-modes */
import { CHANNEL_MODES, type ChannelFlag, formatModeChanges, type ModeChange } from "../protocol/modes.ts";
import type { Channel } from "./channel.ts";

/** Modes that are on or off, by letter. */
export const FLAGS: ReadonlyMap<string, ChannelFlag> = new Map(
  Object.entries(CHANNEL_MODES).flatMap(([letter, mode]) =>
    mode.kind === "flag" ? [[letter, mode.name]] : [],
  ),
);

/**
 * @returns `["+ntk", "key"]`; `["+"]` for nothing. Who is outside learns that there is a key, not which.
 */
export function channelModes(
  { flags, key, limit, forward }: Channel,
  seenFrom: "inside" | "outside",
): string[] {
  const modes: ModeChange[] = [];
  const add = (letter: string, param?: string) => modes.push({ adding: true, letter, param });
  for (const [letter, flag] of FLAGS) if (flags.has(flag)) add(letter);
  if (key !== undefined) add("k", seenFrom === "inside" ? key : "*");
  if (limit !== undefined) add("l", String(limit));
  if (forward !== undefined) add("f", forward);
  return modes.length === 0 ? ["+"] : formatModeChanges(modes);
}
