/** Everything that lasts of an account beside its words, for its owner. Its words are in history. */
import type { PersonalCopy } from "../../protocol/personal-copy.ts";
import type { Chat } from "../chat.ts";
import type { Moment } from "../effects.ts";
import { accessLetter } from "../registered/ownership.ts";
import type { Account } from "./account.ts";

export function personalCopy({ chat, stamped }: Moment, account: Account): PersonalCopy {
  const { id, name, registeredAtMs, email, settings, credential, user } = account;
  return {
    id,
    version: credential.version,
    name,
    registeredAtMs,
    ...(email !== undefined && { email }),
    settings,
    channels: ownChannels(chat, account),
    presentIn: Array.from(user?.channels.values() ?? [], ({ channel }) => channel.name),
    metadata: Object.fromEntries(chat.metadata.of(id)),
    markers: ownMarkers(chat, account),
    asOf: stamped.sequence,
    madeAtMs: stamped.timeMs,
  };
}

function ownChannels({ channels }: Chat, account: Account): PersonalCopy["channels"] {
  return [...channels.all()].flatMap((channel) => {
    const letter = accessLetter(channel, account);
    return letter === undefined ? [] : [{ name: channel.name, letter }];
  });
}

/** Of private talks with those who are gone, nobody knows any more whose they were. */
function ownMarkers(chat: Chat, { id }: Account): PersonalCopy["markers"] {
  return chat.markers.places(id).flatMap((place) => {
    const name = place.startsWith("#")
      ? (chat.channel(place)?.name ?? place)
      : chat.accounts.get(place)?.name;
    const timeMs = chat.markers.find(id, place);
    return name === undefined || timeMs === undefined ? [] : [{ place: name, timeMs }];
  });
}
