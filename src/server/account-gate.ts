/** The gate to the accounts that the rules know. */
import type { Accounts } from "../chat/accounts/accounts.ts";
import type { AccountGate } from "../network/account-gate.ts";
import type { Clock } from "../platform/clock.ts";
import type { Casemapping } from "../protocol/casemapping.ts";
import {
  ACCOUNT_CHECKS_MAX,
  ACCOUNT_CHECKS_WAITING_MAX,
  ACCOUNT_CHECKS_WAITING_PER_HOST_MAX,
} from "../protocol/limits.ts";
import { CredentialGate } from "./credentials/gate.ts";
import { WorkQueue } from "./work-queue.ts";

export interface AccountGateParts {
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly casemapping: Casemapping;
  readonly fakeSaltSecret: Uint8Array;
}

/** One for the server's life: it counts wrong guesses. */
export function accountGate({ clock, accounts, casemapping, fakeSaltSecret }: AccountGateParts): AccountGate {
  return new CredentialGate({
    clock,
    keyOf: (name) => casemapping.nick(name),
    lookUp: (name) => {
      const account = accounts.named(name);
      return account && { account: account.id, credential: account.credential };
    },
    fakeSaltSecret,
    queue: new WorkQueue({
      running: ACCOUNT_CHECKS_MAX,
      waiting: ACCOUNT_CHECKS_WAITING_MAX,
      waitingEach: ACCOUNT_CHECKS_WAITING_PER_HOST_MAX,
    }),
  });
}
