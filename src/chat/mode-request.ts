/** One change that somebody wants of a channel's modes, and what comes of it. */
import type { Effect } from "../protocol/effects.ts";
import type { ModeChange } from "../protocol/modes.ts";
import type { NumericName } from "../protocol/numerics.ts";
import type { Channel } from "./channel.ts";
import { type CommandContext, numeric } from "./effects.ts";

export interface ModeRequest {
  readonly context: CommandContext;
  readonly channel: Channel;
  readonly change: ModeChange;
}

/** Either it happened, as everybody is told, or the asker gets an answer. */
export type Outcome = { readonly applied: ModeChange } | { readonly replies: readonly Effect[] };

/** Nothing changed: it was so already. */
export const UNCHANGED: Outcome = { replies: [] };

export function applied(change: ModeChange): Outcome {
  return { applied: change };
}

export function refused({ context }: ModeRequest, name: NumericName, ...params: string[]): Outcome {
  return { replies: [numeric(context.session, name, ...params)] };
}

/** The asker's rank is too low, or it is not in the channel at all. */
export function unprivileged(request: ModeRequest): Outcome {
  const { context, channel } = request;
  const isInside = channel.has(context.user) || context.user.isOperator;
  return refused(request, isInside ? "ERR_CHANOPRIVSNEEDED" : "ERR_NOTONCHANNEL", channel.name);
}

/** The letter needs a param and has none. https://modern.ircdocs.horse/#errneedmoreparams-461 */
export function paramMissing(request: ModeRequest): Outcome {
  return refused(request, "ERR_NEEDMOREPARAMS", request.context.message.command);
}

/** The param is not one that the letter takes. What cannot stand within a line is shown as `*`. */
export function paramInvalid(request: ModeRequest): Outcome {
  const { channel, change } = request;
  const { letter, param = "" } = change;
  const shown = letter !== "k" && /^[^\s:]\S*$/.test(param) ? param : "*";
  return refused(request, "ERR_INVALIDMODEPARAM", channel.name, letter, shown);
}
