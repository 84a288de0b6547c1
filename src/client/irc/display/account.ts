/** What becomes of an account that somebody makes. https://ircv3.net/specs/extensions/account-registration */
import { isClientText } from "../../../locales/client/texts.ts";
import { withoutFormatting } from "../../../protocol/formatting.ts";
import { reservedNick } from "../account/reserved.ts";
import type { Context } from "../context.ts";
import type { Incoming } from "../incoming.ts";

/** REGISTER SUCCESS, and REGISTER VERIFICATION_REQUIRED. */
export function showRegistered(
  { params: [result, account = "", ...rest] }: Incoming,
  { say }: Context,
): string {
  const key = result === "SUCCESS" ? "accountRegistered" : "accountVerify";
  return say(key, { 0: account, last: withoutFormatting(rest.at(-1) ?? "") });
}

/** Standard replies end in a sentence; it is the server's, unless the refusal is one that we have words for. */
export function showFail(line: Incoming, { say }: Context): string {
  const reserved = reservedNick(line);
  if (reserved !== undefined) return say("accountReserved", { word: withoutFormatting(reserved) });
  const [command, code = "", ...rest] = line.params;
  const key = `FAIL_${code}`;
  const sentence = rest.at(-1) ?? "";
  if (command !== "REGISTER" || !isClientText(key)) return sentence;
  return say(key, { 0: rest.length > 1 ? (rest[0] ?? "") : "" });
}
