/** Questions to the server's history, one after the other: each answer belongs to the oldest question. */

import type { Clock, Timer } from "../../../platform/clock.ts";
import { formatIrcLine } from "../../../protocol/irc-line.ts";
import { HISTORY_MS } from "../../limits.ts";
import type { Incoming } from "../incoming.ts";
import type { Heard, IrcSession } from "../session.ts";

export interface HistoryRequest {
  /** BEFORE, AFTER, LATEST … with everything that belongs to it. https://ircv3.net/specs/extensions/chathistory */
  readonly params: readonly [subcommand: string, target: string, ...rest: string[]];
  /** @param lines oldest first; undefined where the server refused, or took too long. */
  answered(lines: readonly Incoming[] | undefined): void;
}

export interface RequestHandlers {
  readonly clock: Clock;
  session(): IrcSession;
  /** Nothing is asked any more. */
  idle(): void;
}

export class HistoryRequests {
  readonly #handlers: RequestHandlers;
  #open: HistoryRequest[] = [];
  #timer: Timer | undefined;

  constructor(handlers: RequestHandlers) {
    this.#handlers = handlers;
  }

  get isBusy(): boolean {
    return this.#open.length > 0;
  }

  ask(request: HistoryRequest): void {
    this.#open.push(request);
    if (this.#open.length === 1) this.#send(request);
  }

  /** @returns whether the line answers a question, or belongs to an answer. */
  read({ line, history }: Heard): boolean {
    const [request] = this.#open;
    if (!request) return false;
    if (isRefused(line)) {
      this.#answer(request, undefined);
      return true;
    }
    if (history?.kind !== "whole" || history.batch.type !== "chathistory") return false;
    const { features } = this.#handlers.session().state;
    if (features.fold(history.batch.target) !== features.fold(request.params[1])) return false;
    this.#answer(request, history.batch.lines);
    return true;
  }

  /** No answer can come any more, and none is told. */
  stop(): void {
    this.#timer?.cancel();
    this.#open = [];
  }

  #send(request: HistoryRequest): void {
    const line = formatIrcLine({ command: "CHATHISTORY", params: request.params });
    this.#timer = this.#handlers.clock.after(HISTORY_MS, () => this.#answer(request, undefined));
    this.#handlers.session().send({ line, isForNow: true });
  }

  /** Who asks on does it in `answered`, and is asked for next. */
  #answer(request: HistoryRequest, lines: readonly Incoming[] | undefined): void {
    this.#timer?.cancel();
    request.answered(lines);
    this.#open.shift();
    const [next] = this.#open;
    if (next) this.#send(next);
    else this.#handlers.idle();
  }
}

function isRefused({ command, params }: Incoming): boolean {
  if (command === "FAIL") return params[0] === "CHATHISTORY";
  return command === "421" && params[1] === "CHATHISTORY";
}
