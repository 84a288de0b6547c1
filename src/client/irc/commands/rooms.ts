/** Rooms: entering, leaving, and what they are about. */
import type { Context } from "../context.ts";
import {
  type Action,
  currentRoom,
  firstWord,
  roomFirst,
  type SlashCommand,
  send,
  wordsOf,
} from "./action.ts";

const join: SlashCommand = {
  help: "slashJoin",
  run: (argument, context) => {
    const [names, keys] = firstWord(argument).map((list) => list.split(","));
    const rooms = names?.filter((name) => name !== "") ?? [];
    if (rooms.length === 0) return undefined;
    return rooms.flatMap((name, index) => enter(asRoom(name, context), keys?.[index] ?? "", context));
  },
};

/** Who is in there already wants to talk there. */
function enter(room: string, key: string, { state }: Context): readonly Action[] {
  if (state.room(room)) {
    return [
      { kind: "target", target: room },
      { kind: "tell", key: "ircYouJoined", word: room },
    ];
  }
  return [key === "" ? send("JOIN", room) : send("JOIN", room, key)];
}

const part: SlashCommand = {
  help: "slashPart",
  run: (argument, context) => {
    const [room, reason] = roomFirst(argument, context);
    if (room === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
    return [reason === "" ? send("PART", room) : send("PART", room, reason)];
  },
};

const topic: SlashCommand = {
  help: "slashTopic",
  run: (argument, context) => {
    const [room, text] = roomFirst(argument, context);
    if (room === undefined) return [{ kind: "refuse", key: "ircNoRoom" }];
    return [text === "" ? send("TOPIC", room) : send("TOPIC", room, text)];
  },
};

const names: SlashCommand = {
  help: "slashNames",
  run: (argument, context) => {
    const room = argument === "" ? currentRoom(context) : asRoom(argument, context);
    return room === undefined ? [{ kind: "refuse", key: "ircNoRoom" }] : [send("NAMES", room)];
  },
};

const list: SlashCommand = { help: "slashList", run: (argument) => [send("LIST", ...wordsOf(argument))] };

const invite: SlashCommand = {
  help: "slashInvite",
  run: (argument, context) => {
    const [nick, room] = firstWord(argument);
    if (nick === "") return undefined;
    const where = room === "" ? currentRoom(context) : asRoom(room, context);
    return where === undefined ? [{ kind: "refuse", key: "ircNoRoom" }] : [send("INVITE", nick, where)];
  },
};

/** People may leave out the sign. */
function asRoom(name: string, { state }: Context): string {
  return state.features.isChannel(name) ? name : `#${name}`;
}

export const ROOMS = { join, part, topic, names, list, invite } as const satisfies Record<
  string,
  SlashCommand
>;
