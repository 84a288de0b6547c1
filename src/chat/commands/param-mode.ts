/** MODE <channel> +k, +l, +f: a key, a limit, and where to go instead. https://modern.ircdocs.horse/#key-channel-mode */
import { KEY_LENGTH_MAX } from "../../protocol/limits.ts";
import { RANK } from "../membership.ts";
import {
  applied,
  type ModeRequest,
  type Outcome,
  paramInvalid,
  paramMissing,
  refused,
  UNCHANGED,
} from "../mode-request.ts";
import { rankIn } from "../ranks.ts";
import { isVisibleChannel } from "../visibility.ts";

/** The most people a limit can let in: enough digits for any network. */
const LIMIT = /^\d{1,9}$/;

export function changeParam(request: ModeRequest): Outcome {
  const { letter, adding, param } = request.change;
  if (adding && param === undefined) return paramMissing(request);
  switch (letter) {
    case "k":
      return adding ? setKey(request) : clearKey(request);
    case "l":
      return adding ? setLimit(request) : clearLimit(request);
    default:
      return adding ? setForward(request) : clearForward(request);
  }
}

function setKey(request: ModeRequest): Outcome {
  const { channel, change } = request;
  const { param: key = "" } = change;
  if (!isKey(key)) return paramInvalid(request);
  if (channel.key === key) return UNCHANGED;
  channel.key = key;
  return applied(change);
}

/** One word that JOIN can name: its commas separate keys. */
function isKey(key: string): boolean {
  return /^[^\s\p{C},:][^\s\p{C},]*$/u.test(key) && [...key].length <= KEY_LENGTH_MAX;
}

/** Whatever key was named: who may do this may also see it. */
function clearKey({ channel, change }: ModeRequest): Outcome {
  if (channel.key === undefined) return UNCHANGED;
  channel.key = undefined;
  return applied({ ...change, param: "*" });
}

function setLimit(request: ModeRequest): Outcome {
  const { channel, change } = request;
  const { param = "" } = change;
  const limit = LIMIT.test(param) ? Number(param) : 0;
  if (limit === 0) return paramInvalid(request);
  if (channel.limit === limit) return UNCHANGED;
  channel.limit = limit;
  return applied({ ...change, param: String(limit) });
}

function clearLimit({ channel, change }: ModeRequest): Outcome {
  if (channel.limit === undefined) return UNCHANGED;
  channel.limit = undefined;
  return applied(change);
}

/** People are sent only where the one who sends them is an operator too, as on Ergo. */
function setForward(request: ModeRequest): Outcome {
  const { context, channel, change } = request;
  const target = context.chat.channel(change.param);
  if (!target || target === channel || !isVisibleChannel(target, context.user)) return paramInvalid(request);
  if (rankIn(target, context.user) < RANK.operator)
    return refused(request, "ERR_CHANOPRIVSNEEDED", target.name);
  if (channel.forward === target.name) return UNCHANGED;
  channel.forward = target.name;
  return applied({ ...change, param: target.name });
}

function clearForward({ channel, change }: ModeRequest): Outcome {
  if (channel.forward === undefined) return UNCHANGED;
  channel.forward = undefined;
  return applied(change);
}
