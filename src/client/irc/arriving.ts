/** Coming in: which rooms to enter, where lines go, and under what name. */
import type { ServerKind } from "../server-kind.ts";
import type { Talk } from "./talk.ts";

/** Where newcomers go on a server of ours that does not say. */
const OUR_ROOM = "#lobby";

/** The rooms that the person has named, or where newcomers go. */
export function wantedRooms({ session, identity }: Talk, kind: ServerKind): readonly string[] {
  const newcomers = session.state.features.channel ?? (kind === "ours" ? OUR_ROOM : undefined);
  return identity.rooms.length > 0 || newcomers === undefined ? identity.rooms : [newcomers];
}

/** Asks for each room that no other device of this person is in already. @returns those asked for. */
export function enterRooms({ session, keys }: Talk, rooms: readonly string[]): readonly string[] {
  const { state } = session;
  const missing = rooms.filter((room) => !state.room(room));
  for (const room of missing) {
    const key = keys.get(state.features.fold(room));
    session.sendNow("JOIN", room, ...(key === undefined ? [] : [key]));
  }
  return missing;
}

/** Lines go to the last room wanted, also where this person was in already. @returns what is to be shown. */
export function goTo(room: string | undefined, talk: Talk): readonly string[] {
  const there = room === undefined ? undefined : talk.session.state.room(room)?.name;
  if (there === undefined || there === talk.target) return [];
  talk.target = there;
  return [talk.stay.say("ircYouJoined", { word: there })];
}

/** Whoever came in under another name must know it; at first, everybody who can read it. */
export function tellName(arrival: "first" | "again", { nick, session, stay, reserved }: Talk): void {
  const word = session.state.nick;
  if (session.state.isMe(nick)) {
    if (stay.interactive && arrival === "first") stay.notice("ircYouAreHelp", { word });
    return;
  }
  stay.notice("ircNickOther", { wanted: nick, word });
  if (reserved === nick) stay.notice("accountReserved", { word: nick });
}
