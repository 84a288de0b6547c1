/** The state of the chat and the one way it changes: an entry in, effects out. Pure, synchronous, deterministic. */
import type { Effect, EndReason, Entry, SessionId, StampedEntry } from "../protocol/effects.ts";
import { CONSOLE_SESSION } from "../protocol/effects.ts";
import {
  type FoldedChannel,
  type FoldedNick,
  foldChannel,
  foldNick,
  SERVER_NICK,
} from "../protocol/names.ts";
import { Channel } from "./channel.ts";
import { COMMANDS } from "./commands/table.ts";
import { close, numeric } from "./effects.ts";
import { GuestNames } from "./guest-names.ts";
import { type Session, sourceOf, type User } from "./user.ts";

export interface ChatSettings {
  /** Where guests arrive; exists always. */
  readonly defaultChannel: string;
  /** Random, made when the history begins: the first part of every msgid. */
  readonly historyId: string;
}

export class Chat {
  readonly settings: ChatSettings;
  readonly guestNames = new GuestNames();
  readonly #sessions = new Map<SessionId, Session>();
  readonly #byNick = new Map<FoldedNick, Session>();
  readonly #channels = new Map<FoldedChannel, Channel>();

  constructor(settings: ChatSettings) {
    this.settings = settings;
    this.createChannel(settings.defaultChannel);
  }

  /** Decides one entry. */
  apply(stamped: StampedEntry): Effect[] {
    const { entry } = stamped;
    if (entry.kind === "connect") return this.#connect(entry);
    const session = this.#sessions.get(entry.session);
    // A session that was kicked may still have lines under way.
    if (!session) return [];
    if (entry.kind === "disconnect") return this.end(session, entry.reason);
    const handler = COMMANDS.get(entry.message.command);
    if (!handler) return [numeric(session, "ERR_UNKNOWNCOMMAND", entry.message.command)];
    return handler({ chat: this, session, message: entry.message, stamped });
  }

  /** A guest arrives: gets a nick and is in the default channel. */
  #connect(entry: Entry & { kind: "connect" }): Effect[] {
    const isConsole = entry.session === CONSOLE_SESSION;
    const user: User = {
      id: `guest-${this.settings.historyId}-${entry.session.toString(36)}`,
      host: entry.host,
      isOperator: isConsole,
      nick: isConsole ? SERVER_NICK : this.guestNames.take(entry.host),
      isGuest: !isConsole,
    };
    const session: Session = { id: entry.session, kind: entry.sessionKind, user, channels: new Map() };
    this.#sessions.set(session.id, session);
    this.#byNick.set(foldNick(user.nick), session);
    this.enter(session, this.createChannel(this.settings.defaultChannel));
    return [{ kind: "came", session: session.id, source: sourceOf(user) }];
  }

  /** The session is over and its names are free. */
  end(session: Session, reason: EndReason): Effect[] {
    this.#sessions.delete(session.id);
    this.#byNick.delete(foldNick(session.user.nick));
    if (session.user.isGuest) this.guestNames.release(session.user.host, session.user.nick);
    for (const channel of session.channels.values()) this.leave(session, channel);
    return [
      { kind: "went", session: session.id, source: sourceOf(session.user), reason },
      close(session, reason),
    ];
  }

  channel(name: string | undefined): Channel | undefined {
    return name === undefined ? undefined : this.#channels.get(foldChannel(name));
  }

  channels(): Iterable<Channel> {
    return this.#channels.values();
  }

  get channelCount(): number {
    return this.#channels.size;
  }

  /** The channel of this name, made where there is none. */
  createChannel(name: string): Channel {
    const key = foldChannel(name);
    const channel = this.#channels.get(key) ?? new Channel(name);
    this.#channels.set(key, channel);
    return channel;
  }

  enter(session: Session, channel: Channel): void {
    channel.add(session);
    session.channels.set(foldChannel(channel.name), channel);
  }

  /** An empty channel is gone, but for the default one. */
  leave(session: Session, channel: Channel): void {
    const key = foldChannel(channel.name);
    channel.remove(session);
    session.channels.delete(key);
    if (channel.memberCount === 0 && key !== foldChannel(this.settings.defaultChannel)) {
      this.#channels.delete(key);
    }
  }

  sessionByNick(nick: string | undefined): Session | undefined {
    return nick === undefined ? undefined : this.#byNick.get(foldNick(nick));
  }

  rename(session: Session, nick: string): void {
    const { user } = session;
    this.#byNick.delete(foldNick(user.nick));
    if (user.isGuest) this.guestNames.release(user.host, user.nick);
    user.nick = nick;
    user.isGuest = false;
    this.#byNick.set(foldNick(nick), session);
  }
}
