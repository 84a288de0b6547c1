/** A stay on an IRC server of ours, to be played line by line. */
import type { ChatRequest } from "../../../src/client/options.ts";
import type { FakeWorld } from "../fake_world.ts";
import { answersUdp, beginStay } from "../stay.ts";

export const LABELS = "labeled-response echo-message batch";
export const WELCOME = [
  ":s 001 ann :Welcome to the LAN network",
  ":s 005 ann CASEMAPPING=ascii SAFERATE lanchat.local/CHANNEL=#lobby :are supported",
  ":s 422 ann :No MOTD",
];
export const JOINED = [":ann!a@host JOIN #lobby", ":s 353 ann = #lobby :ann @eve", ":s 366 ann #lobby :End"];

type Changes = Partial<FakeWorld>;

/** Connected to a server of ours; nothing is said yet. */
export async function connect(changes: Changes = {}, request: Partial<ChatRequest> = {}) {
  const stay = await beginStay({ answersUdp, ...changes }, request);
  const says = (...lines: readonly string[]) =>
    stay.world.socket.says(lines.map((line) => `${line}\r\n`).join(""));
  /** What was sent since the last call. */
  const sent = () => {
    const { socket } = stay.world;
    const lines = socket.sent.split("\r\n").slice(0, -1);
    socket.sent = "";
    return lines;
  };
  const shown = () => stay.world.shown.splice(0);
  const notices = () => stay.world.notices.splice(0);
  return { ...stay, says, sent, shown, notices };
}

/** In #lobby, with these capabilities. */
export async function enter(changes: Changes = {}, capabilities = LABELS) {
  const stay = await connect(changes);
  const names = capabilities.replace(/=\S*/g, "");
  stay.says(`:s CAP * LS :${capabilities}`, `:s CAP * ACK :${names}`, ...WELCOME, ...JOINED);
  stay.sent();
  stay.shown();
  stay.notices();
  return stay;
}
