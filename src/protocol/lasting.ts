/** What outlives a restart beside what was said: rows of JSON by kind and key, in the same file and the same transactions. */
import type { AccountRecord, AccountWay } from "./account.ts";
import type { MetadataChange } from "./metadata.ts";
import type { EventPlace } from "./msgid.ts";
import type { ChannelChange, PurgeRecord } from "./registered-channel.ts";
import type { Report } from "./report.ts";
import type { Sanction, SanctionKind, SanctionTarget } from "./sanction.ts";

/** Each kind's rows are made and read by one file of the rules. */
export type LastingKind =
  | "account"
  | "ban"
  | "channel"
  | "marker"
  | "metadata"
  | "presence"
  | "purge"
  | "report"
  | "secret";

/** Where a row is. */
export interface LastingPlace {
  readonly kind: LastingKind;
  /** Unique within its kind. */
  readonly key: string;
}

/** A row as it is read at a start. */
export interface LastingRow extends LastingPlace {
  /** JSON. */
  readonly value: string;
}

/** Puts a row in its place, or takes it away. */
export interface LastingWrite extends LastingPlace, EventPlace {
  readonly write: "lasting";
  readonly timeMs: number;
  /** JSON; absent: the row is no more. */
  readonly value?: string;
  /** What has happened anyway (a MODE) is written as soon as the disk takes it; all else is refused where the disk refuses. */
  readonly hasHappened: boolean;
}

/** What the rules do when rows are kept, or could not be. Plain data: it comes back to them in an entry. */
export type LastingOutcome =
  | {
      readonly kind: "account-registered";
      readonly account: AccountRecord;
      readonly way: AccountWay;
      /** Whether who asked is logged in by it. */
      readonly logsIn: boolean;
    }
  /** Another credential or other settings. */
  | {
      readonly kind: "account-changed";
      readonly account: AccountRecord;
      /** What was asked for: each is answered differently. */
      readonly what: "password" | "settings" | "persistence";
    }
  /** How far somebody has read. */
  | {
      readonly kind: "marker-set";
      /** By its id. */
      readonly account: string;
      readonly place: string;
      /** As whoever asked is told of the place. */
      readonly name: string;
      readonly timeMs: number;
    }
  | { readonly kind: "reported"; readonly report: Report }
  | { readonly kind: "sanction-imposed"; readonly sanction: Sanction }
  | {
      readonly kind: "sanction-lifted";
      readonly sanction: SanctionKind;
      readonly target: SanctionTarget;
      readonly by: string;
    }
  /** What a guest has said. */
  | { readonly kind: "words-erased"; readonly id: string }
  /** Erased: with all that was said with it. */
  | {
      readonly kind: "account-dropped" | "account-erased";
      readonly id: string;
      readonly name: string;
      /** The operator who did it; absent where it was the owner. */
      readonly by?: string;
    }
  | {
      readonly kind: "channel-changed";
      /** By its name. */
      readonly channel: string;
      readonly change: ChannelChange;
    }
  | { readonly kind: "channel-purged"; readonly purge: PurgeRecord }
  | { readonly kind: "channel-unpurged"; readonly name: string }
  | {
      readonly kind: "metadata-changed";
      /** By the id of its account. */
      readonly owner: string;
      /** What was asked for: they are answered differently. */
      readonly how: "set" | "clear";
      readonly changes: readonly MetadataChange[];
    };
