/** What is said is kept, and then told. */
import { capabilities, hasCapabilities } from "../protocol/capabilities.ts";
import type { ChatEvent, Effect, SessionId } from "../protocol/effects.ts";
import type { RowWrite } from "../protocol/history.ts";
import { RELAY_TAG } from "../protocol/relay-nick.ts";
import { otherIrcSessions } from "./audience.ts";
import { type CommandContext, deliverStored, deliverToAble, record } from "./effects.ts";
import { type KeptTags, keptTags } from "./message-tags.ts";
import type { Session } from "./user.ts";

const TAGS = capabilities("message-tags");
const ECHO = capabilities("echo-message");
const SELF = capabilities("znc.in/self-message");

interface Hearers {
  readonly to: readonly SessionId[];
  /** Under which history keeps it. */
  readonly target: string;
}

/** Words are kept and then told. */
export function send(context: CommandContext, said: ChatEvent, hearers: Hearers): Effect[] {
  if (said.clientTags !== undefined || said.saidBy !== undefined) return sendTagged(context, said, hearers);
  return [record(context, said, hearers.target), deliverStored(context, hearers.to, said)];
}

/** The sender's other devices are not where this is said: IRC programs that show what they have not typed are told, too. */
export function sendFromOutside(context: CommandContext, said: ChatEvent, hearers: Hearers): Effect[] {
  const effects = send(context, said, hearers);
  // Nearly always, on the way of every private message.
  if (context.user.sessions.length === 1) return effects;
  const others = otherIrcSessions(context.session);
  if (others.length === 0) return effects;
  return effects.flatMap((effect): Effect[] =>
    effect.kind === "deliver" ? [effect, ...tellOthers(effect, others)] : [effect],
  );
}

/** Some ask for the words of other devices alone. */
function tellOthers(effect: Effect & { readonly kind: "deliver" }, others: readonly Session[]): Effect[] {
  const isSelfReader = ({ capabilities: mask }: Session): boolean =>
    hasCapabilities(mask, SELF) && !hasCapabilities(mask, ECHO);
  const [selfReaders, echoed] = [
    others.filter(isSelfReader),
    others.filter((session) => !isSelfReader(session)),
  ];
  // Nobody is in both, whatever they have asked for meanwhile.
  return [
    { ...effect, to: idsOf(echoed), needs: effect.needs | ECHO },
    { ...effect, to: idsOf(selfReaders), needs: effect.needs | SELF },
  ].filter(({ to }) => to.length > 0);
}

function idsOf(sessions: readonly Session[]): readonly SessionId[] {
  return sessions.map(({ id }) => id);
}

/** Some tags are kept with their message. A TAGMSG is told to those who read tags, and kept only where it is a reaction. */
function sendTagged(context: CommandContext, said: ChatEvent, { to, target }: Hearers): Effect[] {
  const kept = keptTags(said.clientTags ?? "");
  const isTagsAlone = said.command === "TAGMSG";
  if (isTagsAlone && !kept?.isReaction) return [deliverToAble(context, { to, needs: TAGS }, said)];

  const recorded = record(context, said, target);
  const write = { ...recorded.write, ...columnsOf(said, kept), ...(isTagsAlone && { body: "" }) };
  const told = deliverStored(context, to, said);
  return [{ ...recorded, write }, isTagsAlone ? { ...told, needs: TAGS } : told];
}

function columnsOf({ saidBy }: ChatEvent, kept: KeptTags | undefined): Pick<RowWrite, "tags" | "replyTo"> {
  const columns = kept?.columns ?? {};
  return saidBy === undefined ? columns : { ...columns, tags: { ...columns.tags, [RELAY_TAG]: saidBy } };
}
