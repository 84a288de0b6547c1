/** Whom bans and mutes are compared with: somebody as they really are, on one device. */

import { parseAddressRange } from "../../protocol/address.ts";
import type { Casemapping } from "../../protocol/casemapping.ts";
import { compileMask } from "../../protocol/masks.ts";
import type { SanctionTarget } from "../../protocol/sanction.ts";
import type { Session, User } from "../user.ts";
import { RangeIndex } from "./range-index.ts";

export interface Subject {
  /** "" for what is not known yet, and so for the username: no `?` of a mask means it. */
  readonly nick: string;
  readonly username: string;
  /** Where the device is, never what others are shown instead. */
  readonly host: string;
  readonly account?: string | undefined;
}

export function subjectOf({ host, user }: Session): Subject {
  return deviceOf(user, host);
}

/** Somebody on a device that is there, or would be. */
export function deviceOf({ source }: User, host: string): Subject {
  const { nick, username, account } = source;
  return { nick, username, host, account };
}

export type SubjectMatcher = (subject: Subject) => boolean;

/** Made ready once. */
export function matcherOf({ kind, text }: SanctionTarget, casemapping: Casemapping): SubjectMatcher {
  const { nick: fold } = casemapping;
  switch (kind) {
    case "account":
      return ({ account }) => account !== undefined && fold(account) === fold(text);
    case "address":
      return addressMatcher(text);
    case "mask": {
      const isMeant = maskMatcher(text, casemapping);
      return (subject) => isMeant(foldedMask(subject, casemapping));
    }
  }
}

function addressMatcher(text: string): SubjectMatcher {
  const range = parseAddressRange(text);
  if (!range) return () => false;
  const index = new RangeIndex<true>();
  index.set(range, true);
  return ({ host }) => !index.covering(host).next().done;
}

/** Compares with what `foldedMask` makes: whoever comes is compared with many masks, and folded once. */
export function maskMatcher(mask: string, { nick: fold }: Casemapping): (folded: string) => boolean {
  return compileMask(fold(mask), (text) => text);
}

export function foldedMask({ nick, username, host }: Subject, { nick: fold }: Casemapping): string {
  return fold(`${nick}!${username}@${host}`);
}
