/** RENAME for those who cannot read it: a PART and a JOIN of their own. https://ircv3.net/specs/extensions/channel-rename */
import {
  type Capabilities,
  capabilities,
  hasCapabilities,
  hasCapability,
} from "../../protocol/capabilities.ts";
import type { ChatEvent } from "../../protocol/effects.ts";
import { formatIrcLine } from "../../protocol/irc-line.ts";
import type { Message, Source } from "../../protocol/message.ts";
import { renderExtendedJoin, renderSource } from "./render.ts";
import { type TaggedLine, timeTag } from "./tags.ts";

const METADATA = capabilities("batch", "draft/metadata-3");

export interface RenameReader {
  readonly source: Source;
  readonly capabilities: Capabilities;
}

export function readsRename(capabilities: Capabilities): boolean {
  return hasCapability(capabilities, "draft/channel-rename");
}

/** The two lines have the time of the RENAME, and no id: neither of them is what happened. */
export function leaveAndEnter(event: ChatEvent, { source, capabilities }: RenameReader): TaggedLine[] {
  const [before = "", after = "", reason = ""] = event.params;
  const tags = hasCapability(capabilities, "server-time") ? timeTag(event.timeMs) : "";
  const part = {
    source: renderSource(source),
    command: "PART",
    params: reason ? [before, reason] : [before],
  };
  const join = hasCapability(capabilities, "extended-join")
    ? renderExtendedJoin(source, after)
    : formatIrcLine({ source: renderSource(source), command: "JOIN", params: [after] });
  return [
    { tags, line: formatIrcLine(part, { forceTrailing: reason !== "" }) },
    { tags, line: join },
  ];
}

/**
 * What a client learns when it enters, unless it has said that it asks itself: https://ircv3.net/specs/extensions/no-implicit-names.
 * Of how far it has read, before the names: https://ircv3.net/specs/extensions/read-marker
 */
export function questionsOnEntering(event: ChatEvent, capabilities: Capabilities): Message[] {
  const [, name = ""] = event.params;
  const asksItself =
    hasCapability(capabilities, "no-implicit-names") ||
    hasCapability(capabilities, "draft/no-implicit-names");
  const commands = [
    "TOPIC",
    ...(hasCapability(capabilities, "draft/read-marker") ? ["MARKREAD"] : []),
    ...(asksItself ? [] : ["NAMES"]),
  ];
  return commands.map((command) => ({ command, params: [name] }));
}

/** Whether a client that enters is to ask for metadata; all who enter at once do not ask at once. https://github.com/ircv3/ircv3-specifications/pull/613 */
export function synchronizes(readable: Capabilities): boolean {
  return hasCapabilities(readable, METADATA);
}
