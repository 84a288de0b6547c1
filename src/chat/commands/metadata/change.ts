/** METADATA SET and CLEAR. */
import type { Effect } from "../../../protocol/effects.ts";
import { METADATA_KEYS_MAX } from "../../../protocol/limits.ts";
import { isMetadataKey, type MetadataChange, metadataValueBytesMax } from "../../../protocol/metadata.ts";
import { utf8Length } from "../../../protocol/split-text.ts";
import { type CommandContext, fail, numeric } from "../../effects.ts";
import { shownWord } from "../../history-words.ts";
import { answer, change, type Wanted } from "../../metadata/change.ts";
import { findTarget, type MetadataTarget, mayChange, metadataOf, nameOf } from "../../metadata/target.ts";
import { noTarget } from "./read.ts";
import type { Asked } from "./syntax.ts";

/** Without a value, or with an empty one, the key is taken away. */
export function set(context: CommandContext, { target: wanted, words }: Asked): Effect[] {
  const { session } = context;
  const [key = "", value = ""] = words;
  const target = findTarget(context, wanted);
  if (!target) return [noTarget(context, wanted)];
  const refusal = setRefusal(context, target, { key, value });
  if (refusal) return [refusal];

  const changes: MetadataChange[] = [value === "" ? { key } : { key, value }];
  const asked: Wanted = { how: "set", changes };
  if (isSo(context, target, { key, value })) return answer(session, nameOf(target), asked);
  const refusedNow =
    tooMuch(context, wanted, ["SET", ...words]) ?? (value === "" ? undefined : noRoom(context, target, key));
  return refusedNow ? [refusedNow] : change(context, target, asked);
}

/** What would be refused at any time. */
function setRefusal(
  context: CommandContext,
  target: MetadataTarget,
  { key, value }: KeyAndValue,
): Effect | undefined {
  if (!isMetadataKey(key)) return fail(context, "INVALID_KEY", shownWord(key));
  if (!mayChange(context, target)) return fail(context, "KEY_NO_PERMISSION", nameOf(target), key);
  return isValue(context, target, value) ? undefined : fail(context, "INVALID_VALUE", key);
}

interface KeyAndValue {
  readonly key: string;
  readonly value: string;
}

/** A line must hold it; a lone CR ends a line for some clients. */
function isValue({ chat }: CommandContext, target: MetadataTarget, value: string): boolean {
  const nameBytes = target.kind === "user" ? 0 : utf8Length(target.channel.name);
  const bytesMax = metadataValueBytesMax(chat.settings.serverName, nameBytes);
  return utf8Length(value) <= bytesMax && !/[\r\n\0]/.test(value);
}

/** Whether it is so already: nobody has to be told, and no disk asked. */
function isSo({ chat }: CommandContext, target: MetadataTarget, { key, value }: KeyAndValue): boolean {
  if (target.kind === "user" && chat.metadata.isPending(target.user.id, key)) return false;
  return (metadataOf(chat, target).get(key) ?? "") === value;
}

/** What was asked is told back, so that programs can ask it again without remembering it. */
function tooMuch(context: CommandContext, target: string, asked: readonly string[]): Effect | undefined {
  const { chat, session, stamped } = context;
  const seconds = chat.metadataReaders.secondsToChange(session.id, stamped.timeMs);
  if (seconds === 0) return undefined;
  return numeric(session, "ERR_METADATARATELIMIT", String(seconds), target, ...asked);
}

function noRoom(context: CommandContext, target: MetadataTarget, key: string): Effect | undefined {
  if (hasRoom(context, target, key)) return undefined;
  return fail(context, "LIMIT_REACHED", "SET", nameOf(target), String(METADATA_KEYS_MAX));
}

function hasRoom({ chat }: CommandContext, target: MetadataTarget, key: string): boolean {
  if (target.kind === "user") return chat.metadata.hasRoom(target.user.id, key);
  const { metadata } = target.channel;
  return metadata.has(key) || metadata.size < METADATA_KEYS_MAX;
}

/** Takes every key away, those on their way to the disk included. */
export function clear(context: CommandContext, { target: wanted }: Asked): Effect[] {
  const { chat, session } = context;
  const target = findTarget(context, wanted);
  if (!target) return [noTarget(context, wanted)];
  if (!mayChange(context, target)) return [fail(context, "KEY_NO_PERMISSION", nameOf(target), "*")];
  const keys = target.kind === "user" ? chat.metadata.keys(target.user.id) : target.channel.metadata.keys();
  const asked: Wanted = { how: "clear", changes: Array.from(keys, (key) => ({ key })) };
  if (asked.changes.length === 0) return answer(session, nameOf(target), asked);
  const refusal = tooMuch(context, wanted, ["CLEAR"]);
  return refusal ? [refusal] : change(context, target, asked);
}
