/** METADATA GET, LIST and SYNC. */
import type { Effect } from "../../../protocol/effects.ts";
import { isMetadataKey } from "../../../protocol/metadata.ts";
import { type CommandContext, fail } from "../../effects.ts";
import { shownWord } from "../../history-words.ts";
import { keyValue, metadataBatch, told } from "../../metadata/replies.ts";
import { ALL, allTargets, sync, targetsIn } from "../../metadata/sync.ts";
import {
  findTarget,
  type MetadataTarget,
  mayRead,
  metadataOf,
  nameOf,
  ofUser,
} from "../../metadata/target.ts";
import type { Asked } from "./syntax.ts";

/** One answer for each key, in the order they were asked for. */
export function get(context: CommandContext, { target: wanted, words: keys }: Asked): Effect[] {
  const { chat, session } = context;
  const target = findTarget(context, wanted);
  if (!target) return [noTarget(context, wanted)];
  const name = nameOf(target);
  const isReadable = mayRead(context, target);
  const metadata = metadataOf(chat, target);
  const answers = keys.map((key) => {
    if (!isMetadataKey(key)) return told(session, "WARN", "INVALID_KEY", shownWord(key));
    if (!isReadable) return told(session, "WARN", "KEY_NO_PERMISSION", name, key);
    return keyValue(session, name, withValue(key, metadata.get(key)));
  });
  return [metadataBatch(session, name, answers)];
}

function withValue(key: string, value: string | undefined): { key: string; value?: string } {
  return value === undefined ? { key } : { key, value };
}

export function list(context: CommandContext, { target: wanted }: Asked): Effect[] {
  const { chat, session } = context;
  const target = findTarget(context, wanted);
  if (!target) return [noTarget(context, wanted)];
  const name = nameOf(target);
  const answers = mayRead(context, target)
    ? Array.from(metadataOf(chat, target), ([key, value]) => keyValue(session, name, { key, value }))
    : [told(session, "WARN", "KEY_NO_PERMISSION", name, "*")];
  return [metadataBatch(session, name, answers)];
}

/** What the session has subscribed to; of a channel, and of everybody in it, only its members are told. */
export function synchronize(context: CommandContext, { target: wanted }: Asked): Effect[] {
  const { chat, session, user } = context;
  if (wanted === ALL) return [sync(context, session, { name: ALL, targets: allTargets(chat, session) })];
  const target = findTarget(context, wanted);
  if (!target || !isMember(context, target)) return [noTarget(context, wanted)];
  const targets = target.kind === "user" ? [ofUser(target.user)] : targetsIn(target.channel, user);
  return [sync(context, session, { name: nameOf(target), targets })];
}

function isMember({ user }: CommandContext, target: MetadataTarget): boolean {
  return target.kind === "user" || target.channel.has(user);
}

export function noTarget(context: CommandContext, wanted: string): Effect {
  return fail(context, "INVALID_TARGET", shownWord(wanted));
}
