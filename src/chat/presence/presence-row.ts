/** Where somebody who stays without devices is and as what, and since when none is here: as a row that outlives a restart. */
import type { Point } from "../../protocol/history-query.ts";
import type { LastingRow, LastingWrite } from "../../protocol/lasting.ts";
import type { Source } from "../../protocol/message.ts";
import type { PrefixLetter } from "../../protocol/modes.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import type { Account } from "../accounts/account.ts";
import type { Chat } from "../chat.ts";
import { type Moment, takePlace } from "../effects.ts";
import type { Membership } from "../membership.ts";
import type { User, UserFlag } from "../user.ts";

/** Of every account. */
export interface PresenceRecord {
  /** Absent while a device is here. */
  readonly leftAt?: Point;
  /** Of who stays, and of nobody else. */
  readonly user?: UserRecord;
}

export interface UserRecord {
  readonly source: Source;
  readonly actualHost: string;
  readonly signedOnAtMs: number;
  readonly lastSpokeAtMs: number;
  readonly awayText?: string;
  readonly flags: readonly UserFlag[];
  /** Accounts whose private messages it takes, by their ids; absent where there are none. */
  readonly accepted?: readonly string[];
  readonly channels: readonly MembershipRecord[];
}

export interface MembershipRecord {
  readonly name: string;
  readonly prefixes: readonly PrefixLetter[];
  readonly nameBehindKey?: string;
}

/** The row of an account as it is, which is noted to be here or gone; undefined where the account is no more. */
export function presenceValue(moment: Moment, id: string): string | undefined {
  const account = moment.chat.accounts.get(id);
  if (!account) return undefined;
  noteDevices(moment, account);
  const { leftAt, user } = account;
  const record: PresenceRecord = {
    ...(leftAt && { leftAt }),
    ...(user?.isAlwaysOn && { user: userRecord(moment.chat, user) }),
  };
  return JSON.stringify(record);
}

/** Takes it away, together with its account. */
export function presenceRemoval(moment: Moment, { id }: Pick<Account, "id">): LastingWrite {
  return { write: "lasting", kind: "presence", key: id, ...takePlace(moment), hasHappened: false };
}

function noteDevices({ chat, stamped }: Moment, account: Account): void {
  const { user } = account;
  const { sequence } = stamped;
  // Whatever else this entry says was said to somebody who was still here.
  if (!user || user.isAbsent)
    account.leftAt ??= { msgid: formatMsgid(chat.historyId, { sequence, index: 0 }) };
  else account.leftAt = undefined;
}

function userRecord(chat: Chat, user: User): UserRecord {
  const { source, actualHost, signedOnAtMs, lastSpokeAtMs, awayText } = user;
  const accepted = user.accepted?.accounts(chat) ?? [];
  return {
    source,
    actualHost,
    signedOnAtMs,
    lastSpokeAtMs,
    ...(awayText !== undefined && { awayText }),
    flags: [...user.flags],
    ...(accepted.length > 0 && { accepted }),
    channels: Array.from(user.channels.values(), membershipRecord),
  };
}

function membershipRecord(membership: Membership): MembershipRecord {
  const { channel, nameBehindKey } = membership;
  return {
    name: channel.name,
    prefixes: membership.letters(),
    ...(nameBehindKey !== undefined && { nameBehindKey }),
  };
}

/** @throws SyntaxError where it is no JSON. */
export function readPresence({ value }: LastingRow): PresenceRecord {
  // Written above, into a file that is ours.
  return JSON.parse(value) as PresenceRecord;
}
