/** Rows for tests of history, and questions that wait for their answer. */
import type { History } from "../../src/history/history.ts";
import type { HistoryRow, HistoryWrite, RowWrite } from "../../src/protocol/history.ts";
import type { HistoryQuery } from "../../src/protocol/history-query.ts";
import type { LastingWrite } from "../../src/protocol/lasting.ts";
import type { Source } from "../../src/protocol/message.ts";

export const BOB: Source = {
  nick: "Bob",
  username: "~bob",
  host: "10.0.0.1",
  realname: "Bob 张",
  isGuest: false,
  isBot: false,
};

export const ANN: Source = { ...BOB, nick: "ann", account: "ann", realname: "r", isGuest: true, isBot: true };

/** A message of Bob's; one second of history is one sequence. */
export function row(sequence: number, more: Partial<RowWrite> = {}): RowWrite {
  const { index = 0 } = more;
  return {
    sequence,
    index,
    timeMs: sequence * 1_000,
    kind: "PRIVMSG",
    target: "#a",
    senderId: "guest-1",
    source: BOB,
    body: `message ${sequence}`,
    ...more,
  };
}

/** An account that is so in any case, or that must be kept first. */
export function lasting(sequence: number, key: string, more: Partial<LastingWrite> = {}): LastingWrite {
  const { index = 0 } = more;
  const timeMs = sequence * 1_000;
  const value = `{"n":${sequence}}`;
  return {
    write: "lasting",
    kind: "account",
    key,
    sequence,
    index,
    timeMs,
    value,
    hasHappened: false,
    ...more,
  };
}

/** An account that is no more. */
export function gone(sequence: number, key: string, more: Partial<LastingWrite> = {}): LastingWrite {
  const { value: _, ...write } = lasting(sequence, key, more);
  return write;
}

/** In one order, whatever the history's is. */
export function lastingRows(history: History): readonly string[] {
  return history
    .lasting()
    .map(({ kind, key, value }) => `${kind} ${key}: ${value}`)
    .sort();
}

export function commit(history: History, ...writes: readonly HistoryWrite[]): Promise<void> {
  return new Promise((resolve, reject) => {
    history.commit(writes, (error) => (error ? reject(error) : resolve()));
  });
}

export function find(history: History, query: HistoryQuery): Promise<readonly HistoryRow[]> {
  return new Promise((resolve, reject) => {
    history.find(query, (found) => (found instanceof Error ? reject(found) : resolve(found)));
  });
}

export function close(history: History): Promise<void> {
  return new Promise((resolve, reject) => {
    history.close((error) => (error ? reject(error) : resolve()));
  });
}

export function bodies(rows: readonly HistoryRow[]): readonly string[] {
  return rows.map(({ body }) => body);
}

export function sequences(rows: readonly HistoryRow[]): readonly number[] {
  return rows.map(({ sequence }) => sequence);
}
