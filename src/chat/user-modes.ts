/** What a user is set to, as letters. https://modern.ircdocs.horse/#user-modes */
import { USER_MODES } from "../protocol/modes.ts";
import type { User } from "./user.ts";

/** `+Bi`; `+` alone for none. */
export function userModes({ flags, isOperator }: User): string {
  const held = Object.entries(USER_MODES).filter(([, { name }]) =>
    name === "operator" ? isOperator : flags.has(name),
  );
  return `+${held.map(([letter]) => letter).join("")}`;
}
