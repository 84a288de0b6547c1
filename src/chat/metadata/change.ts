/** Somebody's or a channel's metadata changes: an account's when the disk has it, all else at once. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import type { Kept } from "../accounts/register.ts";
import type { Chat } from "../chat.ts";
import { acted, type CommandContext, type Moment } from "../effects.ts";
import { actedIn } from "../moderation/acted-in.ts";
import { markChanged } from "../registered/channel-row.ts";
import type { Session } from "../user.ts";
import { withChanges } from "./metadata.ts";
import { tellOfChanges } from "./notify.ts";
import { type Asker, keyValue, metadataBatch, told } from "./replies.ts";
import { metadataWrite } from "./rows.ts";
import { type MetadataTarget, nameOf, ofUser } from "./target.ts";

/** What SET asks for, one change, or CLEAR: they are answered differently. */
export interface Wanted {
  readonly how: "set" | "clear";
  readonly changes: readonly MetadataChange[];
}

type Changed = LastingOutcome & { readonly kind: "metadata-changed" };

/** @param target one that the asker may change. */
export function change(context: CommandContext, target: MetadataTarget, wanted: Wanted): Effect[] {
  const { chat, session } = context;
  if (target.kind === "user" && target.user.account) return [keep(context, target.user.account.id, wanted)];

  apply(chat, target, wanted.changes);
  return [
    ...answer(session, nameOf(target), wanted),
    ...tellOfChanges(context, target, { changes: wanted.changes, by: session.id }),
    ...changedByOperator(session, target, wanted.changes),
  ];
}

/** What belongs to others stands in the log, by its keys. */
function changedByOperator(
  by: Session,
  target: MetadataTarget,
  changes: readonly MetadataChange[],
): Effect[] {
  const reason = changes.map(({ key }) => key).join(" ");
  const done = { action: "metadata", target: nameOf(target), reason } as const;
  if (target.kind === "channel") return actedIn(by, target.channel, done);
  return target.user === by.user ? [] : [acted(by, done.action, done)];
}

/** A registered channel's stand in its row. */
function apply(chat: Chat, target: MetadataTarget, changes: readonly MetadataChange[]): void {
  if (target.kind === "user") {
    chat.metadata.apply(target.user.id, changes);
    return;
  }
  const { channel } = target;
  channel.metadata = withChanges(channel.metadata, changes);
  markChanged(chat, channel);
}

/** Others are told when it is on the disk. */
function keep(context: CommandContext, owner: string, wanted: Wanted): Effect {
  const { chat, session } = context;
  chat.metadata.expect(owner, wanted.changes);
  const writes = wanted.changes.map((one) =>
    metadataWrite(context, { owner, change: one, hasHappened: false }),
  );
  return {
    kind: "keep",
    session: session.id,
    writes,
    outcome: { kind: "metadata-changed", owner, ...wanted },
  };
}

/** The disk has answered. The account may be gone meanwhile, or nobody may be here with it. */
export function applyMetadata(moment: Moment, outcome: Changed, { session, isKept }: Kept): Effect[] {
  const { chat } = moment;
  const { owner, changes } = outcome;
  const account = chat.accounts.get(owner);
  chat.metadata.settle(owner, changes);
  if (!account) return [];
  const name = account.user?.nick ?? account.name;
  if (!isKept) return session ? [told(session, "FAIL", "TEMPORARILY_UNAVAILABLE", name)] : [];

  chat.metadata.apply(owner, changes);
  const by = session ? { by: session.id } : {};
  const answers = session ? answer(session, name, outcome) : [];
  if (!account.user) return answers;
  const target = ofUser(account.user);
  return [
    ...answers,
    ...tellOfChanges(moment, target, { changes, ...by }),
    ...(session ? changedByOperator(session, target, changes) : []),
  ];
}

/** To the one who asked. */
export function answer(asker: Asker, name: string, { how, changes }: Wanted): Effect[] {
  const values = changes.map((one) => keyValue(asker, name, one));
  return how === "set" ? values : [metadataBatch(asker, name, values)];
}
