/** What a plain-text person asks with a password in it: it ends here, and the rules are told what came of it. */
import type { SessionId } from "../../protocol/effects.ts";
import type { Message } from "../../protocol/message.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import { type SecretRequest, secretRequest, serviceRequest } from "../../protocol/services.ts";
import { type AccountOutcome, resolve } from "../accounts.ts";
import type { EdgeContext } from "../edge-context.ts";

export interface AccountAsker {
  readonly id: SessionId;
  readonly host: string;
  readonly edge: EdgeContext;
  readonly nick: string;
  readonly account: string | undefined;
  /** The rules are asked. */
  ask(outcome: AccountOutcome): void;
  /** Why nothing was asked. */
  refuse(why: NoticeName): void;
  /** The next lines may be taken. */
  release(): void;
}

/** @returns undefined for a message without a password. */
export function passwordIn(
  message: Message,
  { nick, account }: Pick<AccountAsker, "nick" | "account">,
): SecretRequest | undefined {
  const request = serviceRequest(message);
  return request && secretRequest(request, { nick, account });
}

/** The next lines wait for `release`. */
export function askAccount(request: SecretRequest, asker: AccountAsker): void {
  const { id, host, edge } = asker;
  const resolving = { gate: edge.accounts, guesser: { session: id, host }, way: "service" } as const;
  resolve(request, resolving)
    .then((resolved) => {
      if (resolved.kind === "ask") asker.ask(resolved.entry);
      else asker.refuse(resolved.why);
    })
    // No socket's event: nobody else would catch what is thrown.
    .catch((error) => edge.fault(error))
    .finally(() => asker.release());
}
