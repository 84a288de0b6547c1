/** What the server's thread asks of the threads that hold the database, and what they answer. Each message is one JSON text. */

import type { HistoryRow } from "../../protocol/history.ts";
import type { HistoryQuery } from "../../protocol/history-query.ts";
import type { HistoryFault } from "../error.ts";
import type { PackedBatch } from "./batch.ts";
import type { OpenOptions } from "./open.ts";
import type { Retention } from "./retention.ts";
import type { Tip } from "./writer.ts";

/** A thread either writes or reads; the first order says which. */
export type Order =
  | { readonly order: "open-writer"; readonly options: OpenOptions }
  /** The server starts: its answer's tip is above all that was ever shown. */
  | { readonly order: "begin" }
  | { readonly order: "open-reader"; readonly folder: string }
  | { readonly order: "write"; readonly batch: PackedBatch }
  | { readonly order: "chores"; readonly retention: Retention; readonly nowMs: number }
  | { readonly order: "find"; readonly query: HistoryQuery }
  | { readonly order: "close" };

/** Answers come in the order of the orders. */
export type Answer =
  | { readonly fault: HistoryFault }
  | { readonly tip: Tip }
  | { readonly rows: readonly HistoryRow[] }
  | { readonly hasMore: boolean }
  | { readonly done: true };
