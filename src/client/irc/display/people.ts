/** People who come, go and change, in quiet words. */
import type { Context } from "../context.ts";
import type { Incoming } from "../incoming.ts";
import { placePrefix } from "./place.ts";
import { withReason } from "./reason.ts";

export function showJoin({ nick, name, params: [room = ""] }: Incoming, context: Context): string {
  if (context.state.isMe(nick))
    return context.say(context.follows(room) ? "ircYouJoined" : "ircYouJoinedToo", { word: room });
  return placePrefix(room, context) + context.say("ircJoined", { name });
}

export function showPart(
  { nick, name, params: [room = "", reason = ""] }: Incoming,
  context: Context,
): string {
  if (context.state.isMe(nick)) return context.say("ircYouLeft", { room });
  return placePrefix(room, context) + withReason(context.say("ircLeft", { name }), reason);
}

export function showQuit({ nick, name, params: [reason = ""] }: Incoming, context: Context): string {
  return seenPrefix(nick, context) + withReason(context.say("ircQuit", { name }), reason);
}

export function showNick({ nick, name, params: [next = ""] }: Incoming, context: Context): string {
  if (context.state.isMe(nick)) return context.say("ircYouAre", { nick: next });
  return seenPrefix(nick, context) + context.say("ircIsNow", { old: name, nick: next });
}

/** https://ircv3.net/specs/extensions/away-notify */
export function showAway({ nick, name, params: [text = ""] }: Incoming, context: Context): string {
  if (context.state.isMe(nick)) return "";
  const key = text === "" ? "ircIsBack" : "ircIsAway";
  return seenPrefix(nick, context) + withReason(context.say(key, { name }), text);
}

/** Once, although they may be seen in several rooms: in the current one, if they are. */
function seenPrefix(nick: string, context: Context): string {
  const prefixes = context.state.roomsOf(nick).map(({ name }) => placePrefix(name, context));
  return prefixes.includes("") ? "" : (prefixes[0] ?? "");
}
