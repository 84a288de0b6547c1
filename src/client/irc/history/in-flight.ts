/** Lines that were on their way when the connection broke: nobody knows whether they have arrived, until history tells. */
import { parseIrcLine } from "../../../protocol/irc-line.ts";
import type { Incoming } from "../incoming.ts";
import type { SentLine } from "../receipts.ts";
import type { ClientState } from "../state.ts";

/** A line sent again carries the same one, so that a server of ours can tell that it is the same. */
export const KEY_TAG = "+lanchat.local/key";

interface Pending {
  readonly sent: SentLine;
  /** Who said it, as they were called then. */
  readonly nick: string;
  readonly target: string;
  readonly text: string;
}

export class InFlight {
  #pending: Pending[] = [];

  add(lines: readonly SentLine[], nick: string): void {
    const pending = lines.map((sent) => {
      const [target = "", text = ""] = parseIrcLine(sent.line)?.params ?? [];
      return { sent, nick, target, text, ...sent.batch };
    });
    this.#pending.push(...pending);
  }

  /** Takes note of a line of history. @returns which of these it is; that one is no longer in flight. */
  recognise(line: Incoming, state: ClientState): SentLine | undefined {
    const index = this.#pending.findIndex((pending) => isSame(pending, line, state));
    return index === -1 ? undefined : this.#pending.splice(index, 1)[0]?.sent;
  }

  /** Those to this target. They are no longer in flight. */
  take(target: string, { features }: ClientState): SentLine[] {
    const key = features.fold(target);
    const isTo = (pending: Pending) => features.fold(pending.target) === key;
    const taken = this.#pending.filter(isTo);
    this.#pending = this.#pending.filter((pending) => !isTo(pending));
    return taken.map(({ sent }) => sent);
  }

  takeAll(): SentLine[] {
    return this.#pending.splice(0).map(({ sent }) => sent);
  }
}

/** By its key where history has it; else by who said what. */
function isSame({ sent, nick, target, text }: Pending, line: Incoming, { features }: ClientState): boolean {
  const key = line.tags.get(KEY_TAG);
  if (key !== undefined && sent.tags?.[KEY_TAG] !== undefined) return key === sent.tags[KEY_TAG];
  const [toWhom = "", said = ""] = line.params;
  const isTo = features.fold(toWhom) === features.fold(target);
  return isTo && said === text && features.fold(line.nick) === features.fold(nick);
}
