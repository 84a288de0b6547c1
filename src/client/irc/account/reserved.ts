/** Names that nobody has at the moment, but that belong to an account. */
import type { Incoming } from "../incoming.ts";

/** How servers word it in ERR_NICKNAMEINUSE; no numeric of its own is in use. */
const WORDS = /account|register|reserved|log ?in|identify|帐号|账号|注册/i;

/** @returns the name that the server keeps for an account, if that is why it refuses it. */
export function reservedNick({ command, params }: Incoming): string | undefined {
  const text = params.at(-1) ?? "";
  if (command === "433" && params.length > 2 && WORDS.test(text)) return params[1];
  const isFail = command === "FAIL" && params[0] === "NICK" && /RESERVED|REGISTERED/.test(params[1] ?? "");
  return isFail && params.length > 3 ? params[2] : undefined;
}
