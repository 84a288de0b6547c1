/** Without an account one can take back all that one has said, for as long as one is here: afterwards nobody knows whose it was. */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { type CommandContext, type Moment, notice } from "../effects.ts";
import { forgetWords } from "./forgetting.ts";
import type { Kept } from "./register.ts";

type Outcome = LastingOutcome & { readonly kind: "words-erased" };

export function eraseGuestWords(context: CommandContext): Effect {
  const { session, user } = context;
  const outcome: Outcome = { kind: "words-erased", id: user.id };
  return { kind: "keep", session: session.id, writes: [forgetWords(context, user)], outcome };
}

/** What was said under a key of the client's is said again if it comes again: nobody knows of it any more. */
export function applyWordsErased({ chat }: Moment, { id }: Outcome, { session, isKept }: Kept): Effect[] {
  if (isKept) chat.sentKeys.forgetUser({ id });
  return session ? [notice(session, "NickServ", { name: isKept ? "words-erased" : "cannot-store" })] : [];
}
