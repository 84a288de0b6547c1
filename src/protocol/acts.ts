/** What operators of the server do to others, for its log and its terminal. Never anybody's messages, never a secret. */

export type ActName =
  | "ban"
  | "chghost"
  | "deop"
  | "drop"
  | "erase"
  | "kick"
  | "kill"
  | "metadata"
  | "mode"
  | "mute"
  | "op"
  | "oper"
  | "purge"
  | "register"
  | "rehash"
  | "rename"
  | "report"
  | "sajoin"
  | "unban"
  | "unmute";

export interface Act {
  /** As others see who did it. */
  readonly by: string;
  readonly action: ActName;
  /** A nick, an account, a channel or a mask; "" where it is the server itself. */
  readonly target: string;
  /** In the operator's words. */
  readonly reason?: string;
}
