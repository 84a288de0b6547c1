/** What is said is kept, and then told. */
import { capabilities } from "../protocol/capabilities.ts";
import type { ChatEvent, Effect, SessionId } from "../protocol/effects.ts";
import { type CommandContext, deliverStored, deliverToAble, record } from "./effects.ts";
import { keptTags } from "./message-tags.ts";

const TAGS = capabilities("message-tags");

interface Hearers {
  readonly to: readonly SessionId[];
  /** Under which history keeps it. */
  readonly target: string;
}

/** Words are kept and then told. */
export function send(context: CommandContext, said: ChatEvent, hearers: Hearers): Effect[] {
  if (said.clientTags !== undefined) return sendTagged(context, said, hearers);
  return [record(context, said, hearers.target), deliverStored(context, hearers.to, said)];
}

/** Some tags are kept with their message. A TAGMSG is told to those who read tags, and kept only where it is a reaction. */
function sendTagged(context: CommandContext, said: ChatEvent, { to, target }: Hearers): Effect[] {
  const kept = keptTags(said.clientTags ?? "");
  const isTagsAlone = said.command === "TAGMSG";
  if (isTagsAlone && !kept?.isReaction) return [deliverToAble(context, { to, needs: TAGS }, said)];

  const recorded = record(context, said, target);
  const write = { ...recorded.write, ...kept?.columns, ...(isTagsAlone && { body: "" }) };
  const told = deliverStored(context, to, said);
  return [{ ...recorded, write }, isTagsAlone ? { ...told, needs: TAGS } : told];
}
