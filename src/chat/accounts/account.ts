/** Somebody's name and password here, for as long as they want it. */
import type { Credential } from "../../protocol/credential.ts";
import type { User } from "../user.ts";

/** What people decide about their own account. */
export interface AccountSettings {
  /** Stays in its channels while none of its devices is here. */
  readonly alwaysOn: boolean;
}

export const DEFAULT_ACCOUNT_SETTINGS: AccountSettings = { alwaysOn: false };

export interface AccountParts {
  /** Never shown, and never again another's; what rows of history name. */
  readonly id: string;
  /** A nick that nobody else may take. */
  readonly name: string;
  readonly registeredAtMs: number;
  readonly email?: string;
  readonly credential: Credential;
  readonly settings: AccountSettings;
}

export class Account {
  readonly id: string;
  readonly name: string;
  readonly registeredAtMs: number;
  readonly email: string | undefined;
  credential: Credential;
  settings: AccountSettings;
  /** Who is here with it: all its devices are one user. */
  user: User | undefined;

  constructor({ id, name, registeredAtMs, email, credential, settings }: AccountParts) {
    this.id = id;
    this.name = name;
    this.registeredAtMs = registeredAtMs;
    this.email = email;
    this.credential = credential;
    this.settings = settings;
  }

  /** With what is to be changed. */
  with(changes: Partial<Pick<AccountParts, "credential" | "settings">>): AccountParts {
    const { id, name, registeredAtMs, email, credential, settings } = this;
    const parts = { id, name, registeredAtMs, credential, settings, ...changes };
    return email === undefined ? parts : { ...parts, email };
  }
}
