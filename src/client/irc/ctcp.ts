/** Requests between programs, inside messages. https://modern.ircdocs.horse/ctcp.html */
import { VERSION } from "../../protocol/version.ts";

export interface Ctcp {
  /** Upper case. */
  readonly command: string;
  readonly text: string;
}

const SHAPE = /^\u0001([^\u0001 ]+)(?: ([^\u0001]*))?\u0001?$/;

/** @returns undefined for what people say. */
export function readCtcp(text: string): Ctcp | undefined {
  const [, command, rest = ""] = SHAPE.exec(text) ?? [];
  return command === undefined ? undefined : { command: command.toUpperCase(), text: rest };
}

export function formatCtcp({ command, text }: Ctcp): string {
  return text === "" ? `\u0001${command}\u0001` : `\u0001${command} ${text}\u0001`;
}

/** What to answer, or undefined for what is better ignored. @param nowMs for TIME. */
export function ctcpAnswer({ command, text }: Ctcp, nowMs: number): Ctcp | undefined {
  switch (command) {
    case "CLIENTINFO":
      return { command, text: "ACTION CLIENTINFO PING TIME VERSION" };
    case "PING":
      return { command, text };
    case "TIME":
      return { command, text: new Date(nowMs).toISOString() };
    case "VERSION":
      return { command, text: `chat-client ${VERSION}` };
    default:
      return undefined;
  }
}

const ANSWERS_MAX = 4;
const ANSWERS_PERIOD_MS = 10_000;

/** Lets a few answers pass, so that nobody makes this client flood the server in their place. */
export class CtcpLimit {
  #sinceMs = Number.NEGATIVE_INFINITY;
  #answers = 0;

  /** Whether one more answer may go out now. */
  allows(nowMs: number): boolean {
    if (nowMs - this.#sinceMs >= ANSWERS_PERIOD_MS) {
      this.#sinceMs = nowMs;
      this.#answers = 0;
    }
    this.#answers += 1;
    return this.#answers <= ANSWERS_MAX;
  }
}
