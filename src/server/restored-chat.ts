/** The chat as the last run left it. */
import { Chat, type ChatParts } from "../chat/chat.ts";
import { restore } from "../chat/restore.ts";
import type { History } from "../history/history.ts";
import type { AccountGate } from "../network/account-gate.ts";
import type { Clock } from "../platform/clock.ts";
import { accountGate } from "./account-gate.ts";
import { keptSaltSecret, newSaltSecret, saltSecretWrite } from "./credentials/salt-secret.ts";

export interface RestoredChatParts {
  readonly clock: Clock;
  readonly history: History;
  readonly chatParts: Omit<ChatParts, "historyId" | "startedAtMs">;
  fault(error: unknown): void;
}

export interface RestoredChat {
  readonly chat: Chat;
  readonly accounts: AccountGate;
}

export function restoredChat({ clock, history, chatParts, fault }: RestoredChatParts): RestoredChat {
  const rows = history.lasting();
  const { historyId, lastSequence, lastTimeMs } = history;
  const chat = new Chat({ ...chatParts, historyId, startedAtMs: clock.nowMs() });
  // Nothing of the row is named but its place: it may be a secret.
  restore(chat, rows, ({ kind, key }) => fault(new Error(`the row ${kind} ${key} cannot be read`)));
  const kept = keptSaltSecret(rows);
  const fakeSaltSecret = kept ?? newSaltSecret();
  if (!kept) {
    const write = saltSecretWrite(fakeSaltSecret, { sequence: lastSequence, timeMs: lastTimeMs });
    history.commit([write], () => {});
  }
  const { casemapping } = chat;
  return { chat, accounts: accountGate({ clock, accounts: chat.accounts, casemapping, fakeSaltSecret }) };
}
