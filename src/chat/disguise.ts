/** Words under a name that is nobody's: of somebody elsewhere, or of a figure of a play. History knows who has said them. */
import type { Effect } from "../protocol/effects.ts";
import type { Source } from "../protocol/message.ts";
import type { Channel } from "./channel.ts";
import { type CommandContext, eventBy } from "./effects.ts";
import { takeKey } from "./message-tags.ts";
import { send, sendFromOutside } from "./sending.ts";

interface Spoken {
  readonly as: Source;
  readonly text: string;
}

export function disguise(parts: Pick<Source, "nick" | "username" | "host">): Source {
  return { ...parts, realname: "", isGuest: false, isBot: false };
}

/** @param channel where the user may speak. */
export function sayAs(context: CommandContext, channel: Channel, { as, text }: Spoken): Effect[] {
  const { session, user, message, stamped } = context;
  user.lastSpokeAtMs = stamped.timeMs;
  const { others: clientTags } = takeKey(message.clientTags ?? "");
  const words = { command: "PRIVMSG", params: [channel.name, text] };
  const event = eventBy(context, as, clientTags === "" ? words : { ...words, clientTags });
  const said = { ...event, saidBy: user.nick };

  const to = channel.audience();
  const target = channel.history.current;
  return channel.has(user)
    ? send(context, said, { to, target })
    : sendFromOutside(context, said, { to: [...to, session.id], target });
}
