/** A stay on a server, to be played: notices are compared by key and word, not by their sentences. */
import { LineMode } from "../../src/client/line-mode.ts";
import type { ChatRequest } from "../../src/client/options.ts";
import type { Outcome } from "../../src/client/world.ts";
import type { Language } from "../../src/locales/catalog.ts";
import { formatAnswer, parseProbe } from "../../src/protocol/discovery.ts";
import { FakeWorld, settle } from "./fake_world.ts";

const REQUEST: ChatRequest = {
  kind: "chat",
  target: { kind: "tcp", host: "192.168.55.13", port: 8081, irc: false, rooms: "" },
  udp: false,
  irc: false,
  identity: { nick: "ann", rooms: [], operPassword: undefined },
};

/** What a server of ours answers to the probe. */
export function answersUdp(datagram: Uint8Array): Uint8Array {
  return formatAnswer({ nonce: parseProbe(datagram) ?? "", version: "0.1.0", port: 8081 });
}

function say(key: string, params: object = {}): string {
  const word = "word" in params ? String(params.word) : "";
  return word === "" ? key : `${key} ${word}`;
}

/** Begins a stay in a world with these changes; `request` says what else was asked for. */
export async function beginStay(changes: Partial<FakeWorld> = {}, request: Partial<ChatRequest> = {}) {
  const world = Object.assign(new FakeWorld(), changes);
  const languages: Language[] = [];
  const chooseLanguage = (language: Language) => void languages.push(language);
  let ended: Outcome | undefined;
  const outcome = new LineMode({ world, say, chooseLanguage }, { ...REQUEST, ...request }).run();
  void outcome.then((value) => {
    ended = value;
  });
  await settle();
  const type = (line: string) => world.console?.text(`${line}\n`);
  return { world, outcome, ended: () => ended, type, languages };
}
