/** A small server of ours that keeps what is said in #lobby, and can be cut off from its client at any moment. */
import { parseIrcLine } from "../../../src/protocol/irc-line.ts";
import { parseTags } from "../../../src/protocol/tags.ts";

const CAPABILITIES = "labeled-response echo-message batch message-tags server-time draft/chathistory";

export interface KeptLine {
  readonly msgid: string;
  readonly timeMs: number;
  readonly nick: string;
  readonly text: string;
  readonly key: string | undefined;
}

export class HistoryServer {
  /** Everything said, oldest first. */
  kept: KeptLine[] = [];
  /** With what is forgotten. */
  readonly everKept: KeptLine[] = [];
  /** On their way to the client. */
  outgoing: string[] = [];
  #historyId = "h1";
  #sequence = 0;
  #timeMs = 1_000;
  #isMember = false;

  /** The connection is gone, and with it what was on its way. */
  disconnect(): void {
    this.outgoing = [];
    this.#isMember = false;
  }

  /** Starts anew, as with `--memory`. */
  forget(): void {
    this.disconnect();
    this.kept = [];
    this.#historyId += "x";
    this.#sequence = 0;
  }

  /** @param later milliseconds since the last line; several may have the same time. */
  say(nick: string, text: string, { later = 0, key = "", label = "" } = {}): void {
    this.#timeMs += later;
    const line = { msgid: this.#nextMsgid(), timeMs: this.#timeMs, nick, text, key: key || undefined };
    this.kept.push(line);
    this.everKept.push(line);
    if (this.#isMember) this.outgoing.push(message(line, label === "" ? "" : `label=${label};`));
  }

  /** Takes a line of the client. */
  hear(text: string): void {
    const { command = "", params = [], tags = "" } = parseIrcLine(text) ?? {};
    const sent = parseTags(tags);
    const label = sent.get("label") ?? "";
    if (command === "CAP") this.#negotiate(params);
    else if (command === "JOIN") this.#enter();
    else if (command === "PING") this.outgoing.push(`:s PONG s :${params[0]}`);
    else if (command === "PRIVMSG")
      this.say("ann", params[1] ?? "", { key: sent.get("+lanchat.local/key") ?? "", label });
    else if (command === "CHATHISTORY") this.#tell(params, label);
  }

  #negotiate([subcommand, names = ""]: readonly string[]): void {
    if (subcommand === "LS") this.outgoing.push(`:s CAP * LS :${CAPABILITIES}`);
    if (subcommand === "REQ") this.outgoing.push(`:s CAP * ACK :${names}`);
    if (subcommand !== "END") return;
    const tokens = "CASEMAPPING=ascii SAFERATE CHATHISTORY=8 lanchat.local/CHANNEL=#lobby";
    this.outgoing.push(":s 001 ann :Welcome", `:s 005 ann ${tokens} :are supported`, ":s 422 ann :No MOTD");
  }

  #enter(): void {
    this.#isMember = true;
    const tags = `msgid=${this.#nextMsgid()};time=${iso(this.#timeMs)}`;
    this.outgoing.push(
      `@${tags} :ann!u@host JOIN #lobby`,
      ":s 353 ann = #lobby :ann",
      ":s 366 ann #lobby :End",
    );
  }

  #tell([how = "", , point = "*", limit = "0"]: readonly string[], label: string): void {
    const [kind = "", value = ""] = point.split("=");
    const index = this.kept.findIndex(({ msgid }) => msgid === value);
    const isAfter = (line: KeptLine, place: number) =>
      kind === "*" || (kind === "msgid" ? index !== -1 && place > index : line.timeMs > Date.parse(value));
    const isBefore = (line: KeptLine) => line.timeMs < Date.parse(value);
    const count = Number(limit);
    const found =
      how === "AFTER"
        ? this.kept.filter(isAfter).slice(0, count)
        : this.kept.filter(how === "BEFORE" ? isBefore : isAfter).slice(-count);
    const lines = found.map((line) => message(line, "batch=h;"));
    this.outgoing.push(`@label=${label} :s BATCH +h chathistory #lobby`, ...lines, ":s BATCH -h");
  }

  #nextMsgid(): string {
    this.#sequence += 1;
    return `${this.#historyId}-${this.#sequence.toString(36)}-0`;
  }
}

function message({ msgid, timeMs, nick, text, key }: KeptLine, tags: string): string {
  const kept = key === undefined ? "" : `;+lanchat.local/key=${key}`;
  return `@${tags}msgid=${msgid};time=${iso(timeMs)}${kept} :${nick}!u@host PRIVMSG #lobby :${text}`;
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
