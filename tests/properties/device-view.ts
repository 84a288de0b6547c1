/** Where an IRC client believes to be and with whom, by nothing but what it is shown. */
import type { Effect, SessionId } from "../../src/protocol/effects.ts";

export class DeviceView {
  readonly #id: SessionId;
  #nick = "";
  readonly #channels = new Map<string, Set<string>>();

  constructor(id: SessionId) {
    this.#id = id;
  }

  /** Its own nick, and the members of each channel, sorted. */
  picture(): unknown {
    const channels = [...this.#channels].map(([name, nicks]) => [name, [...nicks].sort()]);
    return { nick: this.#nick, channels: channels.sort() };
  }

  show(effect: Effect): void {
    if (effect.kind === "identity" && effect.session === this.#id) this.#nick = effect.source.nick;
    if (effect.kind === "reply" && effect.to === this.#id && effect.name === "RPL_NAMREPLY")
      this.#names(effect.params);
    if (effect.kind !== "deliver" || !effect.to.includes(this.#id) || effect.needs !== 0) return;
    const { source, command, params } = effect.event;
    this.#happened(source.nick, command, params);
  }

  #names([, channel = "", nicks = ""]: readonly string[]): void {
    for (const nick of nicks.split(" ")) this.#in(channel).add(nick.replace(/^[~&@%+]+/, ""));
  }

  #happened(nick: string, command: string, [first = "", second = ""]: readonly string[]): void {
    switch (command) {
      case "JOIN":
        if (nick === this.#nick) this.#channels.set(first, new Set());
        this.#in(first).add(nick);
        return;
      case "PART":
        this.#out(nick, first);
        return;
      case "KICK":
        this.#out(second, first);
        return;
      case "QUIT":
        for (const nicks of this.#channels.values()) nicks.delete(nick);
        return;
      case "NICK":
        for (const nicks of this.#channels.values()) if (nicks.delete(nick)) nicks.add(first);
        if (nick === this.#nick) this.#nick = first;
    }
  }

  #in(channel: string): Set<string> {
    const nicks = this.#channels.get(channel);
    if (!nicks) throw new Error(`${this.#id} hears of ${channel}, where it is not`);
    return nicks;
  }

  #out(nick: string, channel: string): void {
    if (nick === this.#nick) this.#channels.delete(channel);
    else this.#in(channel).delete(nick);
  }
}
