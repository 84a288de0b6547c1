/** A registered channel and those who have to do with it. */
import type { Channel } from "../../../src/chat/channel.ts";
import type { SessionId } from "../../../src/protocol/effects.ts";
import { LastingPlayground } from "../lasting-playground.ts";

/** alice (1) has registered #tea, where bob (2) and carol (3) have no access; all three have accounts. */
export function withTea(): LastingPlayground {
  const play = new LastingPlayground();
  for (const [session, nick] of PEOPLE) {
    play.irc(session, nick);
    play.register(session);
  }
  play.ask(1, "JOIN", "#tea");
  play.ask(1, "CS", "REGISTER", "#tea");
  return play;
}

const PEOPLE = [
  [1, "alice"],
  [2, "bob"],
  [3, "carol"],
] as const;

export function channelOf(play: LastingPlayground, name: string): Channel {
  const channel = play.chat.channel(name);
  if (!channel) throw new Error(`there is no ${name}`);
  return channel;
}

/** The server starts again, and somebody comes back. */
export function comeBack(play: LastingPlayground, session: SessionId, account: string): void {
  play.irc(session, account, account);
}
