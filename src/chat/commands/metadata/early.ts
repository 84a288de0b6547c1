/** METADATA of one who is not here yet: about oneself alone, and so of `*`. What is set is so when its owner is. */
import type { Effect, Entry } from "../../../protocol/effects.ts";
import { METADATA_KEYS_MAX } from "../../../protocol/limits.ts";
import { isMetadataKey, type MetadataChange, metadataValueBytesMax } from "../../../protocol/metadata.ts";
import { utf8Length } from "../../../protocol/split-text.ts";
import type { Chat } from "../../chat.ts";
import type { Moment } from "../../effects.ts";
import { shownWord } from "../../history-words.ts";
import { answer } from "../../metadata/change.ts";
import { type Metadata, NO_METADATA, withChanges } from "../../metadata/metadata.ts";
import { keyValue, metadataBatch, told } from "../../metadata/replies.ts";
import { ONESELF } from "../../metadata/target.ts";
import type { Newcomer } from "../../newcomer.ts";
import { showSubscriptions, subscribeTo, unsubscribeFrom } from "./subscriptions.ts";
import { subcommandOf } from "./syntax.ts";

export function earlyMetadata(
  { chat }: Moment,
  newcomer: Newcomer,
  { message: { params } }: Entry & { readonly kind: "message" },
): Effect[] {
  const subcommand = subcommandOf(params);
  if (subcommand === undefined) return [told(newcomer, "FAIL", "INVALID_PARAMS", shownWord(params[1] ?? ""))];
  const [target = "", , ...words] = params;
  if (target !== ONESELF) return [told(newcomer, "FAIL", "INVALID_TARGET", shownWord(target))];
  switch (subcommand) {
    case "GET":
      return [get(chat, newcomer, words)];
    case "LIST":
    case "SYNC":
      return [list(chat, newcomer)];
    case "SET":
      return set(chat, newcomer, words);
    case "CLEAR":
      return clear(chat, newcomer);
    case "SUB":
      return subscribeTo(chat, newcomer, words).answers;
    case "UNSUB":
      return unsubscribeFrom(chat, newcomer, words);
    case "SUBS":
      return [showSubscriptions(chat, newcomer)];
  }
}

/** What an account has told before counts where nothing else was said now. */
function known(chat: Chat, newcomer: Newcomer): Metadata {
  return withChanges(lasting(chat, newcomer), newcomer.metadata.values());
}

function lasting({ metadata }: Chat, { account }: Newcomer): Metadata {
  return account ? metadata.of(account.id) : NO_METADATA;
}

function get(chat: Chat, newcomer: Newcomer, keys: readonly string[]): Effect {
  const metadata = known(chat, newcomer);
  const answers = keys.map((key) => {
    if (!isMetadataKey(key)) return told(newcomer, "WARN", "INVALID_KEY", shownWord(key));
    const value = metadata.get(key);
    return keyValue(newcomer, ONESELF, value === undefined ? { key } : { key, value });
  });
  return metadataBatch(newcomer, ONESELF, answers);
}

function list(chat: Chat, newcomer: Newcomer): Effect {
  const values = Array.from(known(chat, newcomer), ([key, value]) =>
    keyValue(newcomer, ONESELF, { key, value }),
  );
  return metadataBatch(newcomer, ONESELF, values);
}

function set(chat: Chat, newcomer: Newcomer, [key = "", value = ""]: readonly string[]): Effect[] {
  const metadata = known(chat, newcomer);
  if (!isMetadataKey(key)) return [told(newcomer, "FAIL", "INVALID_KEY", shownWord(key))];
  if (utf8Length(value) > metadataValueBytesMax(chat.settings.serverName) || /[\r\n\0]/.test(value))
    return [told(newcomer, "FAIL", "INVALID_VALUE", key)];
  if (value !== "" && !metadata.has(key) && metadata.size >= METADATA_KEYS_MAX)
    return [told(newcomer, "FAIL", "LIMIT_REACHED", "SET", ONESELF, String(METADATA_KEYS_MAX))];
  const changes: MetadataChange[] = [value === "" ? { key } : { key, value }];
  remember(chat, newcomer, changes);
  return answer(newcomer, ONESELF, { how: "set", changes });
}

function clear(chat: Chat, newcomer: Newcomer): Effect[] {
  const changes = Array.from(known(chat, newcomer).keys(), (key) => ({ key }));
  remember(chat, newcomer, changes);
  return answer(newcomer, ONESELF, { how: "clear", changes });
}

/** What is taken back is remembered only where it was told before. */
function remember(chat: Chat, newcomer: Newcomer, changes: readonly MetadataChange[]): void {
  const early = new Map(newcomer.metadata);
  for (const change of changes) {
    if (change.value === undefined && !lasting(chat, newcomer).has(change.key)) early.delete(change.key);
    else early.set(change.key, change);
  }
  newcomer.metadata = early;
}
