/** ERASE [<account>] [<code>]: take an account away with all it has said, or what a guest has said since it came; asked twice. */
import type { Effect } from "../../../protocol/effects.ts";
import { fnv1aHex } from "../../../protocol/fnv.ts";
import { eraseGuestWords } from "../../accounts/guest-words.ts";
import { type CommandContext, notice } from "../../effects.ts";
import { endAskedTwice } from "./drop.ts";

/** Instead of an account's name. */
const ONESELF = "*";

export function erase(context: CommandContext, words: readonly string[]): Effect[] {
  const [name = ONESELF, code] = words;
  const isGuest = context.user.account === undefined && name === ONESELF;
  return isGuest ? eraseAsGuest(context, code) : endAskedTwice(context, words, "erased");
}

function eraseAsGuest(context: CommandContext, code: string | undefined): Effect[] {
  const { session, user } = context;
  // Its address may be forged, and it reads no code.
  if (session.kind === "datagram") return [];
  const expected = fnv1aHex(`erased ${user.id}`);
  if (code !== expected) {
    const params = [`${ONESELF} ${expected}`];
    return [notice(session, "NickServ", { name: "confirm-erase-guest", params })];
  }
  return [eraseGuestWords(context)];
}
