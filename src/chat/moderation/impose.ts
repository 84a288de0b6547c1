/** An operator bans or mutes somebody: kept on the disk first, and then so. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { SANCTION_MASKS_MAX, SANCTIONS_MAX } from "../../protocol/limits.ts";
import { displayName } from "../../protocol/message.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { Sanction, SanctionKind, SanctionTarget } from "../../protocol/sanction.ts";
import type { Kept } from "../accounts/register.ts";
import type { CommandContext, Moment } from "../effects.ts";
import { notice } from "../effects.ts";
import { closeBanned } from "./banned.ts";
import { timedNotice } from "./notices.ts";
import { sanctionRemoval, sanctionWrite } from "./sanction-row.ts";
import { matcherOf, subjectOf } from "./subject.ts";
import { meansEverybody } from "./target.ts";
import type { Terms } from "./terms.ts";

type Imposed = LastingOutcome & { readonly kind: "sanction-imposed" };

export interface Imposition {
  readonly kind: SanctionKind;
  readonly target: SanctionTarget;
  readonly terms: Terms;
}

/** The asker is an operator. */
export function impose(context: CommandContext, { kind, target, terms }: Imposition): Effect[] {
  const { chat, session, user, stamped } = context;

  const refusal = refusalOf(context, kind, target);
  if (refusal) return [notice(session, "server", { name: refusal, params: [target.text] })];

  const { reason, durationMs } = terms;
  const imposed = { kind, target, reason, setBy: displayName(user.source), setAtMs: stamped.timeMs };
  const sanction: Sanction =
    durationMs === undefined ? imposed : { ...imposed, expiresAtMs: stamped.timeMs + durationMs };
  const list = chat.sanctions.lists[kind];
  const outdated = list
    .expired(stamped.timeMs)
    .filter((old) => list.keyOf(old.target) !== list.keyOf(target));
  list.expect(target);
  return [
    {
      kind: "keep",
      session: session.id,
      writes: [sanctionWrite(context, sanction), ...outdated.map((old) => sanctionRemoval(context, old))],
      outcome: { kind: "sanction-imposed", sanction },
    },
  ];
}

function refusalOf(
  context: CommandContext,
  kind: SanctionKind,
  target: SanctionTarget,
): NoticeName | undefined {
  const { chat, user, stamped } = context;
  if (meansEverybody(target)) return "sanction-too-wide";
  if (kind === "ban" && user.sessions.some((own) => matcherOf(target, chat.casemapping)(subjectOf(own))))
    return "sanction-own";
  const list = chat.sanctions.lists[kind];
  const ended = list.expired(stamped.timeMs);
  const endedMasks = ended.filter((old) => old.target.kind === "mask");
  const isRoomLeft =
    list.size - ended.length < SANCTIONS_MAX &&
    (target.kind !== "mask" || list.maskCount - endedMasks.length < SANCTION_MASKS_MAX);
  return isRoomLeft || list.get(target) ? undefined : "sanctions-full";
}

/** The disk has answered. */
export function applyImposed(moment: Moment, { sanction }: Imposed, { session, isKept }: Kept): Effect[] {
  const { kind, target, setBy, reason } = sanction;
  const list = moment.chat.sanctions.lists[kind];
  list.settle(target);
  if (!isKept) return session ? [notice(session, "server", { name: "cannot-store" })] : [];

  for (const old of list.expired(moment.stamped.timeMs)) list.remove(old.target);
  list.add(sanction);
  const closed = kind === "ban" ? closeBanned(moment, sanction) : [];
  const count = closed.filter((effect) => effect.kind === "close").length;
  const done = timedNotice(`${kind}-set`, sanction, target.text, String(count));
  return [
    ...(session ? [notice(session, "server", done)] : []),
    ...closed,
    {
      kind: "acted",
      act: { by: setBy, action: kind, target: target.text, ...(reason !== "" && { reason }) },
    },
  ];
}
