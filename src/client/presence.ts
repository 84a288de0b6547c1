/** What the person set up on a server of ours, to be set up again after a lost connection. */

/** Remembers the last name and language and the rooms, from the commands that were sent. */
export class Presence {
  #nick: string | undefined;
  #language: string | undefined;
  readonly #rooms = new Set<string>();

  remember(line: string): void {
    const [command = "", argument] = line.trim().split(/\s+/);
    switch (command.toLowerCase()) {
      case "/nick":
        this.#nick = argument ?? this.#nick;
        break;
      case "/lang":
        this.#language = argument ?? this.#language;
        break;
      case "/j":
      case "/join":
        if (argument !== undefined) this.#enter(argument);
        break;
      case "/part":
        this.#leave(argument);
        break;
    }
  }

  /** The lines that set it up again, the room that was current last. */
  restore(): string[] {
    const rooms = [...this.#rooms].map((room) => `/join ${room}`);
    const nick = this.#nick === undefined ? [] : [`/nick ${this.#nick}`];
    const language = this.#language === undefined ? [] : [`/lang ${this.#language}`];
    return [...language, ...nick, ...rooms];
  }

  #enter(room: string): void {
    this.#rooms.delete(room);
    this.#rooms.add(room);
  }

  /** Without an argument the current room is meant: the one entered last. */
  #leave(argument: string | undefined): void {
    const room = argument?.startsWith("#") ? argument : [...this.#rooms].at(-1);
    if (room !== undefined) this.#rooms.delete(room);
  }
}
