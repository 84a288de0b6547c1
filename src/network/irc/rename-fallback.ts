/** RENAME for those who cannot read it: a PART and a JOIN of their own. https://ircv3.net/specs/extensions/channel-rename */
import type { ChatEvent } from "../../protocol/effects.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import type { Source } from "../../protocol/message.ts";
import { renderSource } from "./render.ts";

export function renamedWithoutCapability({ params }: ChatEvent, reader: Source | undefined): string[] {
  if (!reader) return [];
  const [before = "", after = "", reason = ""] = params;
  const source = renderSource(reader);
  const why = reason === "" ? [before] : [before, reason];
  return [
    formatIrcLine({ source, command: "PART", params: why }, { forceTrailing: why.length > 1 }),
    formatIrcLine({ source, command: "JOIN", params: [after] }),
  ];
}
