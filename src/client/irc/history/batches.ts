/** Batches of what was said before: gathered until they are whole, so that nothing in them is taken for news. */
import { HISTORY_LENGTH_MAX, HISTORY_LINES_MAX } from "../../limits.ts";
import type { Incoming } from "../incoming.ts";

const TYPES = ["chathistory", "soju.im/search"] as const;

/** https://ircv3.net/specs/batches/chathistory */
export interface HistoryBatch {
  readonly type: (typeof TYPES)[number];
  /** Whose history it is; "" for what was found in several. */
  readonly target: string;
  /** Oldest first. */
  readonly lines: readonly Incoming[];
}

/** What a line is to the batches: one of theirs, or the end of one. */
export type BatchNews =
  | { readonly kind: "part" }
  | { readonly kind: "whole"; readonly batch: HistoryBatch }
  | undefined;

const PART: BatchNews = { kind: "part" };
/** Batches open at a time; a server that opens more does not end its own. */
const OPEN_MAX = 4;

interface OpenBatch {
  readonly type: HistoryBatch["type"];
  readonly target: string;
  readonly lines: Incoming[];
  /** UTF-16 units of what they say. */
  length: number;
}

/** The open batches of one connection. https://ircv3.net/specs/extensions/batch */
export class HistoryBatches {
  readonly #open = new Map<string, OpenBatch>();
  /** Batches inside of ours belong to them: reference → that of the outer one. */
  readonly #inner = new Map<string, string>();

  /** To be called once for every line, in order. */
  read(line: Incoming): BatchNews {
    const [reference = ""] = line.params;
    if (line.command !== "BATCH") return this.#gather(line);
    return reference.startsWith("+") ? this.#begin(reference.slice(1), line) : this.#end(reference.slice(1));
  }

  #gather(line: Incoming): BatchNews {
    const reference = line.tags.get("batch");
    if (reference === undefined) return undefined;
    const batch = this.#open.get(this.#inner.get(reference) ?? reference);
    if (!batch) return undefined;
    if (batch.lines.length >= HISTORY_LINES_MAX || batch.length >= HISTORY_LENGTH_MAX) return PART;
    batch.lines.push(line);
    batch.length += line.params.join(" ").length;
    return PART;
  }

  #begin(reference: string, { params: [, type, target = ""], tags }: Incoming): BatchNews {
    const outer = tags.get("batch") ?? "";
    if (this.#open.has(outer)) {
      if (this.#inner.size < HISTORY_LINES_MAX) this.#inner.set(reference, outer);
      return PART;
    }
    const known = TYPES.find((name) => name === type);
    if (!known || this.#open.size >= OPEN_MAX) return undefined;
    this.#open.set(reference, { type: known, target, lines: [], length: 0 });
    return PART;
  }

  #end(reference: string): BatchNews {
    if (this.#inner.delete(reference)) return PART;
    const batch = this.#open.get(reference);
    if (!batch) return undefined;
    this.#open.delete(reference);
    return { kind: "whole", batch };
  }
}
