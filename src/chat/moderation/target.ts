/** Whom an operator means by a word. */
import { formatAddressRange, parseAddressRange } from "../../protocol/address.ts";
import { MODE_BYTES_MAX } from "../../protocol/limits.ts";
import { normalizeMask } from "../../protocol/masks.ts";
import type { SanctionKind, SanctionTarget } from "../../protocol/sanction.ts";
import { utf8Length } from "../../protocol/split-text.ts";
import type { Chat } from "../chat.ts";

/**
 * An address or a range, a mask, an account, or the address of who is called so now: a guest takes another nick in no time.
 * @returns undefined for a word that means nobody.
 */
export function readTarget(chat: Chat, word: string): SanctionTarget | undefined {
  const address = addressTarget(word);
  if (address) return address;
  if (/[*?!@]/.test(word)) return maskTarget(word);
  const account = chat.accounts.named(word);
  if (account) return { kind: "account", text: account.name };
  const user = chat.nicks.user(word);
  return user && (addressTarget(user.sessions[0]?.host ?? user.actualHost) ?? maskTarget(user.nick));
}

export function addressTarget(word: string): SanctionTarget | undefined {
  const range = parseAddressRange(word);
  return range && { kind: "address", text: formatAddressRange(range) };
}

/** @returns undefined for what can be nobody's mask. */
export function maskTarget(word: string): SanctionTarget | undefined {
  const text = normalizeMask(word);
  const isPossible = word !== "" && !/[\s\p{C}]/u.test(text) && utf8Length(text) <= MODE_BYTES_MAX;
  return isPossible ? { kind: "mask", text } : undefined;
}

/** The one that was imposed: a word may have meant somebody else then. */
export function readImposed(chat: Chat, kind: SanctionKind, word: string): SanctionTarget | undefined {
  const list = chat.sanctions.lists[kind];
  const targets = [{ kind: "account", text: word } as const, readTarget(chat, word), maskTarget(word)];
  for (const target of targets) {
    const known = target && list.known(target);
    if (known) return known;
  }
  return undefined;
}

/** Whether it is everybody's. */
export function meansEverybody({ kind, text }: SanctionTarget): boolean {
  return kind === "address" ? text.endsWith("/0") : kind === "mask" && !/[^*?!@.:~]/.test(text);
}
