/** What lasts of an account beside its words, as its owner may take it away. Plain data, without the credential. */
import type { AccountSettings } from "./account.ts";
import type { PrefixLetter } from "./modes.ts";

export interface PersonalCopy {
  /** By which history knows the account; never shown. */
  readonly id: string;
  /** The credential's: who gets a new password gets rid of copies that others have asked for. */
  readonly version: number;
  readonly name: string;
  readonly registeredAtMs: number;
  readonly email?: string;
  readonly settings: AccountSettings;
  /** Registered ones that the account is something in; `q` is the founder. */
  readonly channels: readonly { readonly name: string; readonly letter: PrefixLetter }[];
  /** Where it is now. */
  readonly presentIn: readonly string[];
  /** What it tells of itself, by key. */
  readonly metadata: Readonly<Record<string, string>>;
  /** How far it has read, by channel or by the other's name. */
  readonly markers: readonly { readonly place: string; readonly timeMs: number }[];
  /** What was said in entries before this one belongs to the copy. */
  readonly asOf: number;
  readonly madeAtMs: number;
}
