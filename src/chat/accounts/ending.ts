/** An account is no more: its name is free as soon as the disk has forgotten it, and its words go along where its owner wants so. */
import { type Effect, NO_SESSION } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { type Moment, notice } from "../effects.ts";
import { endAbsent } from "../presence/settings.ts";
import { forgetInChannels } from "../registered/forgetting.ts";
import type { Session } from "../user.ts";
import type { Account } from "./account.ts";
import { forgetAgain, forgetWords, writesToForget } from "./forgetting.ts";
import { disown } from "./logout.ts";
import type { Kept } from "./register.ts";

/** What becomes of what the account has said: it stays, under the name it was said with, or nothing of it does. */
export type Ending = "dropped" | "erased";
type Outcome = LastingOutcome & { readonly kind: `account-${Ending}` };

interface Ended {
  readonly account: Account;
  readonly ending: Ending;
  /** The operator who does it; absent where it is the owner. */
  readonly by?: string | undefined;
}

export function endAccount(moment: Moment, session: Session, { account, ending, by }: Ended): Effect {
  const rows = writesToForget(moment, account);
  const writes = ending === "erased" ? [...rows, forgetWords(moment, account)] : rows;
  const { id, name } = account;
  const outcome: Outcome = { kind: `account-${ending}`, id, name, ...(by !== undefined && { by }) };
  return { kind: "keep", session: session.id, writes, outcome };
}

/** Whoever has asked twice is answered twice. */
export function applyEnded(moment: Moment, outcome: Outcome, { session, isKept }: Kept): Effect[] {
  const { kind, id, name } = outcome;
  const account = moment.chat.accounts.get(id);
  const left = account && isKept ? [...end(moment, account, session), ...logged(outcome)] : [];
  const said = kind === "account-erased" && isKept ? forgetMeanwhile(moment, id, session) : [];
  if (!session) return [...left, ...said];
  const told = notice(session, "NickServ", { name: isKept ? kind : "cannot-store", params: [name] });
  return [...left, ...said, told];
}

function logged({ kind, name, by }: Outcome): Effect[] {
  const action = kind === "account-erased" ? "erase" : "drop";
  return by === undefined ? [] : [{ kind: "acted", act: { by, action, target: name } }];
}

/** Whoever is here with it is a guest from now on; without any device, nobody is. */
function end(moment: Moment, account: Account, by: Session | undefined): Effect[] {
  const { accounts, markers, metadata, sentKeys, whowas } = moment.chat;
  forgetAgain(moment, account);
  const passedOn = forgetInChannels(moment, account);
  accounts.remove(account);
  sentKeys.forgetUser(account);
  const left = leave(moment, account, by);
  markers.forgetAccount(account.id);
  metadata.forget(account.id);
  whowas.forget(account.name);
  return [...passedOn, ...left];
}

function leave(moment: Moment, { user }: Account, by: Session | undefined): Effect[] {
  const [device] = user?.sessions ?? [];
  if (device) return disown(moment, device);
  return user ? endAbsent(moment, user, by) : [];
}

/** What was said while the disk was asked, and how the account's user has left. */
function forgetMeanwhile(moment: Moment, id: string, session: Session | undefined): Effect[] {
  return [{ kind: "record", session: session?.id ?? NO_SESSION, write: forgetWords(moment, { id }) }];
}
