/** People with programs that read metadata, for its tests. */
import { capabilities } from "../../../src/protocol/capabilities.ts";
import type { Credential } from "../../../src/protocol/credential.ts";
import type { Entry, SessionId } from "../../../src/protocol/effects.ts";
import { Playground } from "../playground.ts";

export const AWARE = capabilities("batch", "draft/metadata-3");

const CREDENTIAL: Credential = { version: 1, salt: "", iterations: 1, storedKey: "", serverKey: "" };

/** Sessions 1, 2 … with these nicks. */
export function people(...nicks: readonly string[]): Playground {
  const play = new Playground();
  for (const [index, nick] of nicks.entries()) come(play, index + 1, nick);
  return play;
}

/** @returns what is told on coming. */
export function come(play: Playground, session: SessionId, nick: string): string[] {
  play.newcomer(session);
  play.capabilities.set(session, AWARE);
  const told = play.decide({ kind: "negotiation", session, state: "ended", capabilities: AWARE });
  return [...told, ...play.ask(session, "NICK", nick), ...play.ask(session, "USER", nick, "0", "*", nick)];
}

/** What METADATA shows to whom, where the disk answers at once. */
export function metadata(play: Playground, session: SessionId, ...params: readonly string[]): string[] {
  return play.settle(asking(session, ...params));
}

export function asking(session: SessionId, ...params: readonly string[]): Entry {
  return { kind: "message", session, message: { command: "METADATA", params }, capabilities: AWARE };
}

/** An account of the session's nick, which is logged in to it. */
export function register(play: Playground, session: SessionId): string[] {
  return play.settle({ kind: "register", session, name: "*", credential: CREDENTIAL, way: "service" });
}

export function login(play: Playground, session: SessionId, name: string): string[] {
  const account = play.chat.accounts.named(name)?.id ?? "";
  return play.settle({ kind: "login", session, account, version: 1, way: "service" });
}

/** Only what metadata is about. */
export function only(lines: readonly string[]): string[] {
  return lines.filter((line) => /(RPL_(KEY|METADATA|WHOISKEY)|ERR_METADATA)/.test(line));
}
