/** What is known of an IRC client before it is a user. */
import { type Capabilities, NO_CAPABILITIES } from "../protocol/capabilities.ts";
import type { SessionId } from "../protocol/effects.ts";
import type { Account } from "./accounts/account.ts";
import { type MetadataChanges, NO_CHANGES } from "./metadata/metadata.ts";

export class Newcomer {
  readonly id: SessionId;
  readonly host: string;
  nick: string | undefined;
  username: string | undefined;
  realname = "";
  awayText: string | undefined;
  /** What it has told of itself. */
  metadata: MetadataChanges = NO_CHANGES;
  capabilities: Capabilities = NO_CAPABILITIES;
  /** Whose password it knew. */
  account: Account | undefined;
  /** The nick that it could not have, last. */
  refusedNick: string | undefined;
  /** The name of the account that is being made for it. */
  registering: string | undefined;
  /** Capabilities are negotiated; the end of that is waited for. */
  isNegotiating = false;

  constructor(id: SessionId, host: string) {
    this.id = id;
    this.host = host;
  }
}

/** https://ircv3.net/specs/extensions/sasl-3.1 writes `*` for what is not known. */
export function newcomerMask({ nick = "*", username = "*", host }: Newcomer): string {
  return `${nick}!${username}@${host}`;
}
