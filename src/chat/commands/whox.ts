/** WHO with chosen fields: `WHO #channel %cuhnar` or `%tna,42`. https://ircv3.net/specs/extensions/whox */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, numeric } from "../effects.ts";
import { channelOf, type Found, flagsOf } from "./who-row.ts";

export interface WhoxRequest {
  /** Letters, in whatever order they were asked for. */
  readonly fields: string;
  /** At most three digits, so that a client knows its question again. */
  readonly token: string;
}

/** @returns undefined where no fields are asked for: that is WHO as it always was. */
export function readWhox(options: string): WhoxRequest | undefined {
  const [, fields, token = ""] = /%([^,]*)(?:,(.*))?$/.exec(options) ?? [];
  if (fields === undefined) return undefined;
  return { fields, token: /^\d{1,3}$/.test(token) ? token : "0" };
}

interface Asked {
  readonly context: CommandContext;
  readonly token: string;
  readonly found: Found;
}

type Field = readonly [letter: string, value: (asked: Asked) => string];

/** In the order of the reply; unknown letters are no fields. `d` and `o` are not in the standard, but clients ask for them. */
const FIELDS: readonly Field[] = [
  ["t", ({ token }) => token],
  ["c", ({ found }) => channelOf(found)],
  ["u", ({ found }) => found.user.source.username],
  ["i", ({ found }) => addressOf(found)],
  ["h", ({ found }) => found.user.source.host],
  ["s", ({ context }) => context.chat.settings.serverName],
  ["n", ({ found }) => found.user.nick],
  ["f", ({ context, found }) => flagsOf(context, found)],
  // Servers between.
  ["d", () => "0"],
  ["l", ({ context, found }) => String(idleSeconds(context, found))],
  ["a", ({ found }) => found.user.source.account ?? "0"],
  // What an operator may do here is in the flags.
  ["o", () => "n/a"],
  ["r", ({ found }) => found.user.source.realname],
];

export function whoxRow(context: CommandContext, { fields, token }: WhoxRequest, found: Found): Effect {
  const asked = { context, token, found };
  const chosen = FIELDS.filter(([letter]) => fields.includes(letter));
  return numeric(context.session, "RPL_WHOSPCRPL", ...chosen.map(([, value]) => value(asked)));
}

/** The address, unless the person shows another host. */
function addressOf({ user: { source } }: Found): string {
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(source.host) || /^[\da-f:.]*:[\da-f:.]*$/i.test(source.host);
  return isAddress ? source.host : "255.255.255.255";
}

function idleSeconds({ stamped }: CommandContext, { user }: Found): number {
  return Math.floor((stamped.timeMs - user.lastSpokeAtMs) / 1000);
}
