/** What the server says about bans, mutes, kicks and reports, by name; the sentences are in src/locales/notices. */

/** With and without the time at which it ends by itself. */
type Timed<Name extends string> = Name | `${Name}-until`;

export type ModerationNotice =
  | Timed<"account-banned" | "ban-entry" | "ban-set" | "mute-entry" | "mute-set" | "you-are-muted">
  | "bad-duration"
  | "ban-count"
  | "ban-lifted"
  | "ban-none"
  | "ban-unknown"
  | "kicked-before"
  | "log-end"
  | "log-kick"
  | "log-mode"
  | "log-redact"
  | "log-rename"
  | "log-topic"
  | "log-topic-cleared"
  | "mute-count"
  | "mute-lifted"
  | "mute-none"
  | "mute-unknown"
  | "report-arrived"
  | "report-entry"
  | "report-none"
  | "report-received"
  | "report-too-often"
  | "sanction-own"
  | "sanction-target"
  | "sanction-too-wide"
  | "sanctions-full";
