/**
 * The limit: an event loop that only parses lines and coalesces output. No rules, no history, no limits, no errors; NAMES lists
 * nobody else. Not to be changed while the server is tuned. `bun bench/bare-loop.ts PORT`
 *
 * A channel's lines of one turn of the loop are one log; each member is written the log at once, but for the lines that are its own.
 * Tried instead, CPU per delivery with 1,000 members: one log for all channels, with a list of pieces for each member, a tenth to a
 * fifth more (the same in small channels); a copy for each member, two thirds more.
 */
import process from "node:process";
import type { Socket } from "bun";

declare global {
  /** Not in the types: without them, encoding is looked up by name for each call. */
  interface Buffer {
    latin1Slice(start: number, end: number): string;
    latin1Write(text: string, at: number): number;
  }
}

/** A piece of a turn's bytes. Pieces that continue each other become one. */
type Run = { readonly bytes: Buffer; readonly start: number; end: number };
type Client = {
  readonly socket: Socket<Client>;
  readonly rooms: Map<string, Room>;
  nick: string;
  source: string;
  /** The beginning of a line whose end has not come. */
  rest: string;
  runs: Run[];
  /** What the socket did not take. */
  backlog: Buffer | undefined;
};
/** The lines of this turn, told to all members but for the holes: of each member start, end, start, end …  */
type Room = { members: Set<Client>; holes: Map<Client, number[]>; log: Buffer; used: number };

const newRoom = (): Room => ({
  members: new Set(),
  holes: new Map(),
  log: Buffer.allocUnsafeSlow(4096),
  used: 0,
});
const rooms = new Map<string, Room>();
const clients = new Map<string, Client>();
const direct = newRoom();
const spoken = new Set<Room>();
const addressed = new Set<Client>();
let scratch = Buffer.allocUnsafeSlow(1 << 20);

function append(room: Room, text: string): void {
  if (spoken.size === 0) setImmediate(endTurn);
  if (room.used === 0) spoken.add(room);
  if (room.used + text.length > room.log.length) room.log = Buffer.concat([room.log], room.log.length * 4);
  room.used += room.log.latin1Write(text, room.used);
}

function give(client: Client, { log }: Room, start: number, end: number): void {
  if (start === end) return;
  const last = client.runs.at(-1);
  if (last?.bytes === log && last.end === start) last.end = end;
  else client.runs.push({ bytes: log, start, end });
  addressed.add(client);
}

function tell(client: Client, text: string): void {
  const start = direct.used;
  append(direct, text);
  give(client, direct, start, direct.used);
}

function say(room: Room, text: string, except: Client): void {
  const start = room.used;
  append(room, text);
  skip(room, except, start);
}

function skip(room: Room, client: Client, start: number): void {
  const holes = room.holes.get(client);
  if (holes) holes.push(start, room.used);
  else room.holes.set(client, [start, room.used]);
}

function endTurn(): void {
  for (const room of spoken) {
    if (room !== direct) for (const member of room.members) hear(member, room);
    room.holes.clear();
    room.used = 0;
  }
  spoken.clear();
  for (const client of addressed) send(client);
  addressed.clear();
}

function hear(member: Client, room: Room): void {
  const holes = room.holes.get(member) ?? [];
  let at = 0;
  for (let index = 0; index < holes.length; index += 2) {
    give(member, room, at, holes[index] as number);
    at = holes[index + 1] as number;
  }
  give(member, room, at, room.used);
}

function send(client: Client): void {
  const [first] = client.runs;
  const only = client.runs.length === 1 ? first : gather(client.runs);
  client.runs = [];
  if (!only) return;
  const { bytes, start, end } = only;
  if (client.backlog) {
    client.backlog = Buffer.concat([client.backlog, bytes.subarray(start, end)]);
    return;
  }
  const taken = client.socket.write(bytes, start, end - start);
  if (taken >= 0 && taken < end - start) client.backlog = Buffer.from(bytes.subarray(start + taken, end));
}

function gather(runs: readonly Run[]): Run {
  let used = 0;
  for (const { bytes, start, end } of runs) {
    while (used + end - start > scratch.length) scratch = Buffer.concat([scratch], scratch.length * 2);
    used += bytes.copy(scratch, used, start, end);
  }
  return { bytes: scratch, start: 0, end: used };
}

function drain(client: Client): void {
  if (!client.backlog) return;
  const taken = Math.max(0, client.socket.write(client.backlog));
  client.backlog = taken < client.backlog.length ? client.backlog.subarray(taken) : undefined;
}

function read(client: Client, chunk: Buffer): void {
  const text = client.rest + chunk.latin1Slice(0, chunk.length);
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    obey(client, text.slice(start, end + 1));
    start = end + 1;
  }
  client.rest = text.slice(start);
}

function obey(client: Client, line: string): void {
  if (line.startsWith("PRIVMSG ")) {
    const target = line.slice(8, line.indexOf(" ", 8));
    const room = target.charCodeAt(0) === 35 ? rooms.get(target) : undefined;
    const partner = room ? undefined : clients.get(target);
    if (room) say(room, client.source + line, client);
    else if (partner) tell(partner, client.source + line);
    return;
  }
  const space = line.indexOf(" ");
  const command = line.slice(0, space);
  if (command === "JOIN") join(client, line.slice(5).trim());
  else if (command === "NICK") name(client, line.slice(5).trim());
  else if (command === "USER")
    tell(client, `:bare 001 ${client.nick} :Welcome\r\n:bare 422 ${client.nick} :No MOTD\r\n`);
  else if (command === "PING") tell(client, `:bare PONG bare ${line.slice(5)}\r\n`);
  else if (line.startsWith("QUIT")) client.socket.end();
}

function name(client: Client, nick: string): void {
  client.nick = nick;
  client.source = `:${nick}!~${nick}@127.0.0.1 `;
  clients.set(nick, client);
}

/** NAMES is the least a client can do with: it lists nobody else. */
function join(client: Client, channel: string): void {
  const room = rooms.get(channel) ?? newRoom();
  rooms.set(channel, room);
  const joined = `${client.source}JOIN ${channel}\r\n`;
  append(room, joined);
  skip(room, client, 0);
  room.members.add(client);
  client.rooms.set(channel, room);
  tell(
    client,
    `${joined}:bare 353 ${client.nick} = ${channel} :${client.nick}\r\n:bare 366 ${client.nick} ${channel} :End\r\n`,
  );
}

function leave(client: Client): void {
  if (clients.get(client.nick) === client) clients.delete(client.nick);
  for (const [channel, room] of client.rooms) {
    room.members.delete(client);
    if (room.members.size === 0) rooms.delete(channel);
    else say(room, `${client.source}QUIT :gone\r\n`, client);
  }
}

Bun.listen<Client>({
  hostname: "127.0.0.1",
  port: Number(process.argv[2]),
  socket: {
    open: (socket) => {
      socket.data = {
        socket,
        rooms: new Map(),
        nick: "*",
        source: "",
        rest: "",
        runs: [],
        backlog: undefined,
      };
    },
    data: (socket, chunk) => read(socket.data, chunk),
    drain: (socket) => drain(socket.data),
    close: (socket) => leave(socket.data),
  },
});
