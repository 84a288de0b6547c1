/** Tells who may know that somebody changed: is away, has another account, host or real name. */
import { capabilities, type ShapingCapability } from "../protocol/capabilities.ts";
import type { ChatEvent, Effect } from "../protocol/effects.ts";
import { presenceAcquaintances } from "./audience.ts";
import { deliverToAble, type Moment } from "./effects.ts";
import { watchersNotAcquainted } from "./monitoring.ts";
import type { Session, User } from "./user.ts";

/** Who changes, by which of its sessions. */
interface Changing extends Moment {
  readonly session: Pick<Session, "id">;
  readonly user: User;
}

/**
 * Tells the user's own sessions and who shares a channel, and then who only watches the nick: each once, and each only
 * if it asked for `capability`. https://ircv3.net/specs/extensions/extended-monitor
 */
export function tellOfChange(context: Changing, event: ChatEvent, capability: ShapingCapability): Effect[] {
  const acquainted = presenceAcquaintances(context.user);
  const watching = watchersNotAcquainted(context, context.user, acquainted);
  const told = deliverToAble(context, { to: acquainted, needs: capabilities(capability) }, event);
  if (watching.length === 0) return [told];
  const needs = capabilities(capability, "extended-monitor");
  return [told, deliverToAble(context, { to: watching, needs }, event)];
}
