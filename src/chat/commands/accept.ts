/**
 * ACCEPT [*|[-]<nick>{,[-]<nick>}]: who may write to one in private though one is set to +g or +R.
 * https://github.com/solanum-ircd/solanum/blob/main/doc/features/modeg.txt
 */
import type { Effect } from "../../protocol/effects.ts";
import { WORDS_BYTES_MAX } from "../../protocol/limits.ts";
import { AcceptList } from "../accept-list.ts";
import type { Account } from "../accounts/account.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { fillLines } from "../fill-lines.ts";
import type { User } from "../user.ts";

const ALL = "*";
const REMOVED = "-";

export const accept: CommandHandler = (context) => {
  const [names = ""] = context.message.params;
  const asked = new Set((names || ALL).split(",").filter((name) => name !== ""));
  return [...asked].flatMap((name) => {
    if (name === ALL) return listAll(context);
    return name.startsWith(REMOVED) ? remove(context, name.slice(REMOVED.length)) : add(context, name);
  });
};

function listAll({ chat, session, user }: CommandContext): Effect[] {
  const names = user.accepted?.names(chat) ?? [];
  return [
    ...fillLines(names, WORDS_BYTES_MAX).map((line) => numeric(session, "RPL_ACCEPTLIST", line)),
    numeric(session, "RPL_ENDOFACCEPT"),
  ];
}

function add(context: CommandContext, name: string): Effect[] {
  const { chat, session, user } = context;
  const person = personCalled(context, name);
  if (!person) return [numeric(session, "ERR_NOSUCHNICK", name)];

  user.accepted ??= new AcceptList();
  switch (user.accepted.add(chat, person)) {
    case "added":
      user.markUnsaved();
      return [];
    case "there":
      return [numeric(session, "ERR_ACCEPTEXIST", name)];
    case "full":
      return [numeric(session, "ERR_ACCEPTFULL")];
  }
}

function remove(context: CommandContext, name: string): Effect[] {
  const { session, user } = context;
  const person = personCalled(context, name);
  if (!person) return [numeric(session, "ERR_NOSUCHNICK", name)];
  if (!user.accepted?.delete(person)) return [numeric(session, "ERR_ACCEPTNOT", name)];
  user.markUnsaved();
  return [];
}

/** Somebody who is here, or whoever has an account of this name. */
function personCalled({ chat }: CommandContext, name: string): User | Account | undefined {
  return chat.nicks.user(name) ?? chat.accounts.named(name);
}
