/** Accounts as plain data: how they are kept, and how people prove that one is theirs. */
import type { Credential } from "./credential.ts";

/** What people decide about their own account. */
export interface AccountSettings {
  /** Stays in its channels while none of its devices is here. */
  readonly alwaysOn: boolean;
}

export interface AccountRecord {
  /** Never shown, and never again another's; what rows of history name. */
  readonly id: string;
  /** A nick that nobody else may take. */
  readonly name: string;
  readonly registeredAtMs: number;
  readonly email?: string;
  readonly credential: Credential;
  readonly settings: AccountSettings;
}

/**
 * How somebody asked, and so how they are answered: by the numerics of SASL, as PASS or REGISTER is answered, or in the words of
 * NickServ, which are plain text's, too.
 */
export type AccountWay = "sasl" | "pass" | "register" | "service";
