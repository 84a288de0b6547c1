/** What the services say, by name; the sentences are in src/locales/notices. */

/** Who says it. Plain text shows the words alone. */
export type ServiceName = "NickServ" | "ChanServ";

export type NoticeName =
  | "account-created"
  | "account-dropped"
  | "account-exists"
  | "account-full"
  | "account-info"
  | "account-must-be-nick"
  | "account-unknown"
  | "already-logged-in"
  | "bad-account-name"
  | "cannot-store"
  | "confirm-drop"
  | "invalid-email"
  | "login-busy"
  | "login-failed"
  | "logged-in"
  | "logged-out"
  | "need-nick"
  | "not-logged-in"
  | "password-changed"
  | "password-unusable"
  | "registration-closed"
  | "settings-changed"
  | "too-many-devices";
