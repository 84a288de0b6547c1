/** From the first byte to the welcome: capabilities and a nick. https://modern.ircdocs.horse/#connection-registration */
import type { CapabilityState } from "./capabilities.ts";
import type { Incoming } from "./incoming.ts";
import type { NickCandidates } from "./nick-candidates.ts";

/** What to do next. */
export type RegistrationStep =
  | { readonly kind: "send"; readonly command: string; readonly params: readonly string[] }
  /** Before anything else the person logs in; `authenticated` is called then. */
  | { readonly kind: "authenticate" }
  /** The server is through with its introduction. */
  | { readonly kind: "registered" }
  /** Every name was refused: the person has to choose one. */
  | { readonly kind: "nickNeeded"; readonly refused: string };

const NICK_TAKEN = new Set(["433", "436", "437"]);
const NICK_ILLEGAL = new Set(["431", "432"]);
const END_OF_MOTD = new Set(["376", "422"]);

/** Who the person wants to be. */
export interface RegistrationWishes {
  readonly candidates: NickCandidates;
  /** Whether to log in to an account first. */
  readonly logsIn: boolean;
  /** What the server is to speak, as a tag of BCP 47; heard where it can. */
  readonly language: string;
}

/** The registration of one connection. Pure: it answers lines with steps. */
export class Registration {
  readonly #capabilities: CapabilityState;
  readonly #candidates: NickCandidates;
  readonly #logsIn: boolean;
  readonly #language: string;
  readonly #wanted: string;
  #nick: string;
  #phase: "negotiating" | "authenticating" | "waiting" | "welcomed" | "registered" = "negotiating";

  constructor(capabilities: CapabilityState, { candidates, logsIn, language }: RegistrationWishes) {
    this.#capabilities = capabilities;
    this.#candidates = candidates;
    this.#logsIn = logsIn;
    this.#language = language;
    this.#wanted = candidates.next() ?? "";
    this.#nick = this.#wanted;
  }

  get isRegistered(): boolean {
    return this.#phase === "registered";
  }

  start(): RegistrationStep[] {
    return [
      send("CAP", "LS", "302"),
      send("NICK", this.#nick),
      send("USER", usernameOf(this.#nick), "0", "*", this.#nick),
    ];
  }

  /** The login is over, whatever came of it. A name that was another's before may be this person's now. */
  authenticated(): RegistrationStep[] {
    if (this.#phase !== "authenticating") return [];
    this.#phase = "waiting";
    const isOther = this.#nick !== this.#wanted;
    this.#nick = this.#wanted;
    return [...(isOther ? [send("NICK", this.#wanted)] : []), send("CAP", "END")];
  }

  /** Reads a line of the server, before and after the welcome. */
  read({ command, params }: Incoming): RegistrationStep[] {
    if (command === "CAP") return this.#readCapabilities(params);
    if (this.#phase === "registered") return [];
    if (command === "001") return this.#welcome();
    if (this.#phase === "welcomed") return END_OF_MOTD.has(command) ? this.#finish() : [];
    if (NICK_TAKEN.has(command)) return this.#nextNick(this.#candidates.next());
    if (NICK_ILLEGAL.has(command)) return this.#nextNick(this.#candidates.nextLegal());
    return [];
  }

  #readCapabilities(params: readonly string[]): RegistrationStep[] {
    const news = this.#capabilities.read(params);
    if (news.kind === "request") return [send("CAP", "REQ", news.names.join(" "))];
    if (news.kind === "nothing" || this.#phase !== "negotiating") return [];
    this.#phase = this.#logsIn ? "authenticating" : "waiting";
    const next: RegistrationStep = this.#logsIn ? { kind: "authenticate" } : send("CAP", "END");
    const speaks = this.#capabilities.speaks(this.#language);
    return speaks ? [send("LANGUAGE", this.#language), next] : [next];
  }

  /** A server that negotiates nothing has no login either, and has to be asked all the same. */
  #welcome(): RegistrationStep[] {
    const isUnasked = this.#phase === "negotiating" && this.#logsIn;
    this.#phase = "welcomed";
    return isUnasked ? [{ kind: "authenticate" }] : [];
  }

  #nextNick(nick: string | undefined): RegistrationStep[] {
    if (nick === undefined) return [{ kind: "nickNeeded", refused: this.#nick }];
    this.#nick = nick;
    return [send("NICK", nick)];
  }

  #finish(): RegistrationStep[] {
    this.#phase = "registered";
    return [{ kind: "registered" }];
  }
}

function send(command: string, ...params: readonly string[]): RegistrationStep {
  return { kind: "send", command, params };
}

/** The name before the `@`, which old servers take in ASCII only and shorten to ten characters. */
function usernameOf(nick: string): string {
  return nick.replace(/[^A-Za-z0-9]/g, "").slice(0, 10) || "chat";
}
