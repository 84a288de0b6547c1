/** What happens to a room: topic, modes, invitations, and people sent out of it. */
import type { ClientTextKey } from "../../../locales/client/texts.ts";
import { withoutFormatting } from "../../../protocol/formatting.ts";
import type { Context } from "../context.ts";
import type { Incoming } from "../incoming.ts";
import { type ModeChange, readModeChanges } from "../mode-changes.ts";
import { placePrefix } from "./place.ts";
import { withReason } from "./reason.ts";

export function showTopic({ name, params: [room = "", topic = ""] }: Incoming, { say }: Context): string {
  if (topic === "") return say("ircTopicCleared", { name, room });
  return say("ircTopicSet", { name, room, topic: withoutFormatting(topic) });
}

export function showKick(
  { name, params: [room = "", kicked = "", reason = ""] }: Incoming,
  context: Context,
): string {
  const { state, say } = context;
  if (state.isMe(kicked)) return withReason(say("ircYouKicked", { room, by: name }), reason);
  return placePrefix(room, context) + withReason(say("ircKicked", { name: kicked, by: name }), reason);
}

/** https://ircv3.net/specs/extensions/invite-notify: one may also be told of others' invitations. */
export function showInvite({ name, params: [invited = "", room = ""] }: Incoming, context: Context): string {
  if (context.state.isMe(invited)) return context.say("ircInvitesYou", { by: name, room });
  return placePrefix(room, context) + context.say("ircInvited", { by: name, name: invited });
}

/** https://ircv3.net/specs/extensions/channel-rename */
export function showRename(
  { params: [from = "", to = "", reason = ""] }: Incoming,
  { say }: Context,
): string {
  return withReason(say("ircRenamed", { from, to }), reason);
}

const MODE_WORDS: Readonly<Record<string, ClientTextKey>> = {
  "+o": "ircOpped",
  "-o": "ircDeopped",
  "+v": "ircVoiced",
  "-v": "ircDevoiced",
  "+b": "ircBanned",
  "-b": "ircUnbanned",
};

export function showMode({ name, params }: Incoming, context: Context): string {
  const [target = "", ...modes] = params;
  const { state, say } = context;
  if (!state.features.isChannel(target)) return showOwnModes(modes, context);
  const changes = readModeChanges(modes, state.features);
  const worded = changes.filter((change) => change.param !== undefined && signed(change) in MODE_WORDS);
  const prefix = placePrefix(target, context);
  if (worded.length < changes.length) return prefix + say("ircModes", { by: name, modes: modes.join(" ") });
  return changes.map((change) => prefix + describe(change, name, context)).join("\n");
}

/** A sign alone means that there are none. */
export function showOwnModes(modes: readonly string[], { say }: Context): string {
  const text = modes.join(" ");
  return /[a-z]/i.test(text) ? say("ircYourModes", { modes: text }) : say("ircNoModes");
}

function describe(change: ModeChange, by: string, { say }: Context): string {
  return say(MODE_WORDS[signed(change)] ?? "ircModes", {
    by,
    name: change.param ?? "",
    modes: signed(change),
  });
}

function signed({ adding, letter }: ModeChange): string {
  return `${adding ? "+" : "-"}${letter}`;
}
