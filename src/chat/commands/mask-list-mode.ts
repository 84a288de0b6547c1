/** MODE <channel> +b, +e, +I: who is banned, excepted, or needs no invitation. https://modern.ircdocs.horse/#ban-channel-mode */
import { LIST_MASKS_MAX } from "../../protocol/limits.ts";
import type { NumericName } from "../../protocol/numerics.ts";
import type { Channel, MaskLists } from "../channel.ts";
import { numeric } from "../effects.ts";
import { listEntry, normalizeListMask } from "../mask-lists.ts";
import {
  applied,
  type ModeRequest,
  type Outcome,
  paramInvalid,
  refused,
  UNCHANGED,
} from "../mode-request.ts";
import { hostmask } from "../user.ts";

type ListLetter = keyof MaskLists;

const REPLIES: Readonly<Record<ListLetter, readonly [row: NumericName, end: NumericName]>> = {
  b: ["RPL_BANLIST", "RPL_ENDOFBANLIST"],
  e: ["RPL_EXCEPTLIST", "RPL_ENDOFEXCEPTLIST"],
  I: ["RPL_INVEXLIST", "RPL_ENDOFINVEXLIST"],
};

function isListLetter(letter: string): letter is ListLetter {
  return Object.hasOwn(REPLIES, letter);
}

/** The whole list. */
export function listReplies({ context, channel, change }: ModeRequest): Outcome {
  const { session } = context;
  if (!isListLetter(change.letter)) return UNCHANGED;
  const [row, end] = REPLIES[change.letter];
  const rows = [...channel.lists[change.letter].values()].map(({ mask, setBy, setAtMs }) =>
    numeric(session, row, channel.name, mask, setBy, String(Math.floor(setAtMs / 1000))),
  );
  return { replies: [...rows, numeric(session, end, channel.name)] };
}

/** Puts a mask on a list or takes it off. */
export function changeList(request: ModeRequest): Outcome {
  const { context, channel, change } = request;
  const { chat, user, stamped } = context;
  const { letter, adding, param = "" } = change;
  if (!isListLetter(letter)) return UNCHANGED;
  const list = channel.lists[letter];

  const mask = normalizeListMask(param);
  if (mask === undefined) return paramInvalid(request);
  const key = chat.casemapping.nick(mask);
  const existing = list.get(key);
  if (adding === (existing !== undefined)) return UNCHANGED;
  if (adding && maskCount(channel) >= LIST_MASKS_MAX)
    return refused(request, "ERR_BANLISTFULL", channel.name, letter);

  if (!existing) {
    const origin = { setBy: hostmask(user.source), setAtMs: stamped.timeMs };
    list.set(key, listEntry(mask, chat.casemapping.nick, origin));
    return applied({ adding, letter, param: mask });
  }
  list.delete(key);
  // As it stands on the list, so that programs find what they have to take off theirs.
  return applied({ adding, letter, param: existing.mask });
}

/** Of all lists together. https://modern.ircdocs.horse/#maxlist-parameter */
function maskCount({ lists }: Channel): number {
  return lists.b.size + lists.e.size + lists.I.size;
}
