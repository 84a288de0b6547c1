/** An operator lifts a ban or a mute, or asks which there are. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { REPLY_ROWS_MAX } from "../../protocol/limits.ts";
import { displayName } from "../../protocol/message.ts";
import { isExpired, type Sanction, type SanctionKind } from "../../protocol/sanction.ts";
import type { Kept } from "../accounts/register.ts";
import { type CommandContext, type Moment, notice } from "../effects.ts";
import { entryNotice } from "./notices.ts";
import { sanctionRemoval } from "./sanction-row.ts";
import { readImposed } from "./target.ts";

type Lifted = LastingOutcome & { readonly kind: "sanction-lifted" };

export interface Named {
  readonly kind: SanctionKind;
  /** As the operator wrote it. */
  readonly word: string;
}

export function lift(context: CommandContext, { kind, word }: Named): Effect[] {
  const { chat, session, user } = context;
  const target = readImposed(chat, kind, word);
  if (!target) return [notice(session, "server", { name: `${kind}-unknown`, params: [word] })];

  const by = displayName(user.source);
  return [
    {
      kind: "keep",
      session: session.id,
      writes: [sanctionRemoval(context, { kind, target })],
      outcome: { kind: "sanction-lifted", sanction: kind, target, by },
    },
  ];
}

export function applyLifted(moment: Moment, outcome: Lifted, { session, isKept }: Kept): Effect[] {
  if (!isKept) return session ? [notice(session, "server", { name: "cannot-store" })] : [];

  const { sanction: kind, target, by } = outcome;
  moment.chat.sanctions.lists[kind].remove(target);
  const done = notice(session ?? { id: -1 }, "server", { name: `${kind}-lifted`, params: [target.text] });
  const action = kind === "ban" ? "unban" : "unmute";
  return [...(session ? [done] : []), { kind: "acted", act: { by, action, target: target.text } }];
}

/** The newest ones, the oldest of them first. */
export function list({ chat, session, stamped }: CommandContext, kind: SanctionKind): Effect[] {
  const current = [...chat.sanctions.lists[kind].all()].filter((one) => !isExpired(one, stamped.timeMs));
  const shown = current.slice(-REPLY_ROWS_MAX);
  const name = `${kind}-${shown.length === 0 ? "none" : "count"}` as const;
  return [
    ...shown.map((sanction) => notice(session, "server", entryNotice(sanction))),
    notice(session, "server", { name, params: [String(current.length)] }),
  ];
}

export function show({ chat, session, stamped }: CommandContext, { kind, word }: Named): Effect[] {
  const target = readImposed(chat, kind, word);
  const found: Sanction | undefined = target && chat.sanctions.lists[kind].get(target);
  if (!found || isExpired(found, stamped.timeMs))
    return [notice(session, "server", { name: `${kind}-unknown`, params: [word] })];
  return [notice(session, "server", entryNotice(found))];
}
