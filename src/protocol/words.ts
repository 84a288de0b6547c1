/** What a session alone is told, mostly in answer to what it asked: names and data, which each edge puts into words. */
import type { NoticeName, ServiceName } from "./notices.ts";
import type { NumericName } from "./numerics.ts";

/** FAIL, WARN or NOTE. https://ircv3.net/specs/extensions/standard-replies */
export interface StandardReply {
  readonly severity: "FAIL" | "WARN" | "NOTE";
  readonly command: string;
  readonly code: string;
  readonly context: readonly string[];
}

export type Words =
  | {
      readonly kind: "reply";
      readonly name: NumericName;
      /** Frozen where the same array goes to many. */
      readonly params: readonly string[];
    }
  | { readonly kind: "standard"; readonly reply: StandardReply }
  /** The words of a service. */
  | {
      readonly kind: "notice";
      readonly from: ServiceName;
      readonly name: NoticeName;
      readonly params: readonly string[];
    }
  /** The account is made. https://ircv3.net/specs/extensions/account-registration#register-command */
  | { readonly kind: "registered"; readonly account: string }
  /** Whether the user stays without a device (draft/persistence). */
  | { readonly kind: "persistence"; readonly isOn: boolean }
  /** How far the user has read there. https://ircv3.net/specs/extensions/read-marker */
  | {
      readonly kind: "marker";
      readonly target: string;
      /** Absent where nothing is known. */
      readonly timeMs?: number;
    };
