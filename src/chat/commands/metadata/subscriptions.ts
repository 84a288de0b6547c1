/** METADATA SUB, UNSUB and SUBS: of which keys a session hears. */
import type { Effect } from "../../../protocol/effects.ts";
import { METADATA_SUBSCRIPTIONS_MAX, WORDS_BYTES_MAX } from "../../../protocol/limits.ts";
import { isMetadataKey } from "../../../protocol/metadata.ts";
import type { NumericName } from "../../../protocol/numerics.ts";
import type { Chat } from "../../chat.ts";
import { type CommandContext, numeric } from "../../effects.ts";
import { fillLines } from "../../fill-lines.ts";
import { shownWord } from "../../history-words.ts";
import { type Asker, syncLater, told } from "../../metadata/replies.ts";
import { ALL } from "../../metadata/sync.ts";
import { ONESELF } from "../../metadata/target.ts";
import { noTarget } from "./read.ts";
import type { Asked } from "./syntax.ts";

/** What there is of the new keys is asked for behind this: by many programs at once, each when it is ready for it. */
export function subscribe(context: CommandContext, asked: Asked): Effect[] {
  const { chat, session } = context;
  if (!isOneself(context, asked)) return [noTarget(context, asked.target)];
  const { answers, isNews } = subscribeTo(chat, session, asked.words);
  return isNews ? [...answers, syncLater(session, ALL, 0)] : answers;
}

export function unsubscribe(context: CommandContext, asked: Asked): Effect[] {
  const { chat, session } = context;
  if (!isOneself(context, asked)) return [noTarget(context, asked.target)];
  return unsubscribeFrom(chat, session, asked.words);
}

export function subscriptions(context: CommandContext, asked: Asked): Effect[] {
  const { chat, session } = context;
  return isOneself(context, asked) ? [showSubscriptions(chat, session)] : [noTarget(context, asked.target)];
}

function isOneself({ chat, user }: CommandContext, { target }: Asked): boolean {
  return target === ONESELF || chat.nicks.user(target) === user;
}

interface Subscribed {
  readonly answers: Effect[];
  /** Whether there is a key that was not subscribed to before. */
  readonly isNews: boolean;
}

/** One key after the other; where no more fit, the first one too many is named, and none behind it counts. */
export function subscribeTo({ metadataReaders }: Chat, asker: Asker, keys: readonly string[]): Subscribed {
  const done = new Set<string>();
  const problems: Effect[] = [];
  let isNews = false;
  for (const key of keys) {
    if (!isMetadataKey(key)) {
      problems.push(invalidKey(asker, key));
      continue;
    }
    const state = metadataReaders.subscribe(asker.id, key);
    if (state === "full") {
      problems.push(told(asker, "FAIL", "LIMIT_REACHED", "SUB", key, String(METADATA_SUBSCRIPTIONS_MAX)));
      break;
    }
    if (state === "new") isNews = true;
    done.add(key);
  }
  return { answers: [...inLines(asker, "RPL_METADATASUBOK", done), ...problems], isNews };
}

export function unsubscribeFrom({ metadataReaders }: Chat, asker: Asker, keys: readonly string[]): Effect[] {
  const valid = new Set(keys.filter(isMetadataKey));
  for (const key of valid) metadataReaders.unsubscribe(asker.id, key);
  const problems = keys.filter((key) => !isMetadataKey(key)).map((key) => invalidKey(asker, key));
  return [...inLines(asker, "RPL_METADATAUNSUBOK", valid), ...problems];
}

export function showSubscriptions({ metadataReaders }: Chat, asker: Asker): Effect {
  const effects = inLines(asker, "RPL_METADATASUBS", metadataReaders.keysOf(asker.id));
  return { kind: "batch", to: asker.id, type: "metadata-subs", params: [], effects };
}

function invalidKey(asker: Asker, key: string): Effect {
  return told(asker, "WARN", "INVALID_KEY", shownWord(key));
}

function inLines(asker: Asker, name: NumericName, keys: Iterable<string>): Effect[] {
  return fillLines(keys, WORDS_BYTES_MAX).map((line) => numeric(asker, name, ...line.split(" ")));
}
