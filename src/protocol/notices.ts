/** What the services say, by name; the sentences are in src/locales/notices. */
import type { ChanServNotice } from "./chanserv-notices.ts";
import type { ModerationNotice } from "./moderation-notices.ts";

/** Who says it: a service, or the server itself. Plain text shows the words alone. */
export type ServiceName = "NickServ" | "ChanServ" | "server";

export type NoticeName = NickServNotice | ChanServNotice | ModerationNotice;

type NickServNotice =
  | "account-busy"
  | "account-created"
  | "account-dropped"
  | "account-email"
  | "account-erased"
  | "account-exists"
  | "account-full"
  | "account-info"
  | "account-must-be-nick"
  | "account-often"
  | "account-unknown"
  | "already-logged-in"
  | "bad-account-name"
  | "cannot-store"
  | "confirm-drop"
  | "confirm-erase"
  | "confirm-erase-guest"
  | "export-busy"
  | "export-link"
  | "export-path"
  | "export-running"
  | "invalid-email"
  | "login-busy"
  | "login-failed"
  | "logged-in"
  | "logged-out"
  | "need-nick"
  | "nick-status"
  | "not-logged-in"
  | "not-yours"
  | "password-changed"
  | "password-unusable"
  | "reclaimed"
  | "registration-closed"
  | "settings-changed"
  | "too-many-devices"
  | "unknown-subcommand"
  | "usage-IDENTIFY"
  | "usage-PASSWD"
  | "usage-REGISTER"
  | "usage-SAREGISTER"
  | "usage-SET"
  | "words-erased"
  | "help-nickserv"
  | `help-nickserv-${"DROP" | "ERASE" | "EXPORT" | "IDENTIFY" | "INFO" | "LOGOUT" | "PASSWD" | "RECLAIM" | "REGISTER" | "SET"}`;
