/** A crowd that talks to one server until it ends, in whatever way. */
import { Program, serverCommand, testEnvironment, until } from "../programs.ts";
import { LOOPBACK, ON_DISK, type RunningServer, type ServerOptions, startServer } from "../running_server.ts";
import { Talker } from "./talker.ts";

export const CHANNELS = ["#a", "#b", "#c"] as const;
const PEOPLE = 8;
/** One of so many talks in private. */
const SHY_EVERY = 4;
/** Messages, heard by everybody together. */
const MORE = 1_000;

/** A server whose history is in this folder, and that reads as fast as it can. */
export function startOn(folder: string, more: Pick<ServerOptions, "within"> = {}): Promise<RunningServer> {
  return startServer({ ...more, args: argsOn(folder), env: ON_DISK });
}

/** The same, not waited for: it may not have opened the history yet. */
export function beginOn(folder: string): Program {
  return new Program([...serverCommand(), ...argsOn(folder)], { env: { ...testEnvironment(), ...ON_DISK } });
}

function argsOn(folder: string): readonly string[] {
  return [...LOOPBACK, "--no-flood-limits", "--data", folder];
}

/** All of them are in all channels. */
export class Crowd {
  readonly people: readonly Talker[];

  constructor({ port }: RunningServer) {
    this.people = Array.from({ length: PEOPLE }, (_, number) => {
      const targets = number % SHY_EVERY === SHY_EVERY - 1 ? [`p${number - 1}`] : CHANNELS;
      return new Talker({ port, nick: `p${number}`, channels: CHANNELS, targets });
    });
  }

  /** @returns when all of them hear each other. */
  async gathered(): Promise<void> {
    await Promise.all(this.people.map(({ ready }) => ready));
  }

  talk(): void {
    for (const person of this.people) person.talk();
  }

  /** @returns when the server is busy with them. */
  async hearsMore(): Promise<void> {
    const enough = this.heardCount + MORE;
    await until(
      () => this.heardCount > enough,
      () => "the crowd hears each other",
    );
  }

  /** @returns when each of them was told once more that a message cannot be stored. */
  async isRefused(): Promise<void> {
    const before = this.people.map(({ refused }) => refused.length);
    await until(
      () => this.people.every(({ refused }, place) => refused.length > (before[place] ?? 0)),
      () => "the crowd is refused",
    );
  }

  /** @returns when all they have said is answered. */
  async pause(): Promise<void> {
    await Promise.all(this.people.map((person) => person.pause()));
  }

  async closed(): Promise<void> {
    await Promise.all(this.people.map(({ closed }) => closed));
  }

  /** What each of them has heard, in its order. */
  get heard(): readonly Talker["heard"][] {
    return this.people.map(({ heard }) => heard);
  }

  get heardCount(): number {
    return this.heard.reduce((sum, { length }) => sum + length, 0);
  }

  [Symbol.dispose](): void {
    for (const person of this.people) person[Symbol.dispose]();
  }
}
