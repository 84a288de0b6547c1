/** What a client knows of the server it is on: its own nick, its rooms and who is in them. */
import { NAME_LENGTH_MAX, PEOPLE_KNOWN_MAX, ROOMS_KNOWN_MAX } from "../limits.ts";
import { CapabilityState } from "./capabilities.ts";
import { Features } from "./features.ts";
import type { Incoming } from "./incoming.ts";
import { nickOf } from "./incoming.ts";
import { readModeChanges } from "./mode-changes.ts";
import { OpenLists } from "./open-lists.ts";

export interface Member {
  readonly nick: string;
  /** The signs before the nick, highest first. */
  readonly signs: string;
}

export interface Room {
  readonly name: string;
  readonly members: Map<string, Member>;
}

/** One connection's state. `read` takes every line of the server; only the server's word changes anything. */
export class ClientState {
  readonly features = new Features();
  readonly capabilities = new CapabilityState();
  /** Own nick; "*" until the server has given one. */
  nick = "*";
  /** Own `nick!user@host` as others see it; undefined until it was seen. */
  source: string | undefined;
  /** The last one entered comes last. */
  readonly rooms = new Map<string, Room>();
  readonly lists = new OpenLists();

  room(name: string): Room | undefined {
    return this.rooms.get(this.features.fold(name));
  }

  isMe(nick: string): boolean {
    return this.features.fold(nick) === this.features.fold(this.nick);
  }

  /** The rooms somebody is seen in. */
  roomsOf(nick: string): Room[] {
    const key = this.features.fold(nick);
    return [...this.rooms.values()].filter(({ members }) => members.has(key));
  }

  read(line: Incoming): void {
    this.lists.read(line.command);
    REDUCERS[line.command]?.(this, line);
  }
}

type Reducer = (state: ClientState, line: Incoming) => void;

const REDUCERS: Readonly<Record<string, Reducer>> = {
  "001": (state, { params: [nick = "*"] }) => {
    state.nick = nick;
  },
  "005": (state, { params }) => state.features.read(params),
  "353": (state, { params: [, , room = "", names = ""] }) => addNames(state, room, names),
  JOIN: enter,
  PART: (state, { nick, params: [room = ""] }) => leave(state, room, nick),
  KICK: (state, { params: [room = "", nick = ""] }) => leave(state, room, nick),
  QUIT: (state, { nick }) => {
    for (const { members } of state.rooms.values()) members.delete(state.features.fold(nick));
  },
  NICK: (state, { nick, params: [next = ""] }) => rename(state, nick, next),
  MODE: changeRanks,
  CHGHOST: (state, { nick, params: [user = "", host = ""] }) => {
    if (state.isMe(nick)) state.source = `${state.nick}!${user}@${host}`;
  },
  // https://ircv3.net/specs/extensions/channel-rename
  RENAME: (state, { params: [from = "", to = ""] }) => {
    const room = state.room(from);
    if (!room) return;
    state.rooms.delete(state.features.fold(from));
    state.rooms.set(state.features.fold(to), { name: to, members: room.members });
  },
};

function enter(state: ClientState, { nick, source, params: [name = ""] }: Incoming): void {
  const key = state.features.fold(name);
  if (state.isMe(nick)) {
    state.source = source;
    state.rooms.delete(key);
    if (state.rooms.size >= ROOMS_KNOWN_MAX || name.length > NAME_LENGTH_MAX) return;
    state.rooms.set(key, { name, members: new Map() });
  }
  addMember(state, state.rooms.get(key), { nick, signs: "" });
}

function addMember(state: ClientState, room: Room | undefined, member: Member): void {
  const key = state.features.fold(member.nick);
  const hasPlace = room?.members.has(key) || peopleIn(state) < PEOPLE_KNOWN_MAX;
  if (hasPlace && member.nick.length <= NAME_LENGTH_MAX) room?.members.set(key, member);
}

function peopleIn({ rooms }: ClientState): number {
  let people = 0;
  for (const { members } of rooms.values()) people += members.size;
  return people;
}

function leave(state: ClientState, name: string, nick: string): void {
  if (state.isMe(nick)) state.rooms.delete(state.features.fold(name));
  else state.room(name)?.members.delete(state.features.fold(nick));
}

function rename(state: ClientState, nick: string, next: string): void {
  const before = state.features.fold(nick);
  for (const room of state.roomsOf(nick)) {
    const signs = room.members.get(before)?.signs ?? "";
    room.members.delete(before);
    addMember(state, room, { nick: next, signs });
  }
  if (!state.isMe(nick)) return;
  state.nick = next;
  state.source = state.source?.replace(/^[^!]*/, () => next);
}

/** RPL_NAMREPLY: `@+ann!user@host bob`, with whatever of it was negotiated. */
function addNames(state: ClientState, name: string, names: string): void {
  const room = state.room(name);
  const signs = state.features.ranks.map(({ sign }) => sign);
  for (const word of names.split(" ")) {
    let start = 0;
    while (signs.includes(word.charAt(start)) && start < word.length) start += 1;
    const nick = nickOf(word.slice(start));
    if (nick !== "") addMember(state, room, { nick, signs: word.slice(0, start) });
  }
}

function changeRanks(state: ClientState, { params: [name = "", ...modes] }: Incoming): void {
  const room = state.room(name);
  if (!room) return;
  const { ranks } = state.features;
  for (const { adding, letter, param } of readModeChanges(modes, state.features)) {
    const changed = ranks.find((rank) => rank.letter === letter);
    const key = state.features.fold(param ?? "");
    const member = room.members.get(key);
    if (!changed || !member) continue;
    const had = (sign: string) => (sign === changed.sign ? adding : member.signs.includes(sign));
    const signs = ranks.map(({ sign }) => sign).filter(had);
    room.members.set(key, { nick: member.nick, signs: signs.join("") });
  }
}
