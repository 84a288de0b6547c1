/** What a way to write a channel out has to offer. */
import type { Language } from "../../locales/catalog.ts";
import type { HistoryRow } from "../../protocol/history.ts";

/** What is exported. */
export interface Subject {
  readonly historyId: string;
  /** Folded, as history knows it. */
  readonly channel: string;
  readonly network: string;
  readonly language: Language;
}

/** How rows are written; nobody else needs to know how they look. */
export interface ExportFormat {
  begin(): string;
  /** "" for a row that is not shown. */
  row(row: HistoryRow): string;
  end(): string;
}
