/** From the first byte to the welcome: capabilities and a nick. https://modern.ircdocs.horse/#connection-registration */
import type { CapabilityState } from "./capabilities.ts";
import type { Incoming } from "./incoming.ts";
import type { NickCandidates } from "./nick-candidates.ts";

/** What to do next. */
export type RegistrationStep =
  | { readonly kind: "send"; readonly command: string; readonly params: readonly string[] }
  /** The server is through with its introduction. */
  | { readonly kind: "registered" }
  /** Every name was refused: the person has to choose one. */
  | { readonly kind: "nickNeeded"; readonly refused: string };

const NICK_TAKEN = new Set(["433", "436", "437"]);
const NICK_ILLEGAL = new Set(["431", "432"]);
const END_OF_MOTD = new Set(["376", "422"]);

/** The registration of one connection. Pure: it answers lines with steps. */
export class Registration {
  readonly #capabilities: CapabilityState;
  readonly #candidates: NickCandidates;
  #nick: string;
  #phase: "negotiating" | "waiting" | "welcomed" | "registered" = "negotiating";

  constructor(capabilities: CapabilityState, candidates: NickCandidates) {
    this.#capabilities = capabilities;
    this.#candidates = candidates;
    this.#nick = candidates.next() ?? "";
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

  /** Reads a line of the server, before and after the welcome. */
  read({ command, params }: Incoming): RegistrationStep[] {
    if (command === "CAP") return this.#readCapabilities(params);
    if (this.#phase === "registered") return [];
    if (command === "001") this.#phase = "welcomed";
    if (this.#phase === "welcomed") return END_OF_MOTD.has(command) ? this.#finish() : [];
    if (NICK_TAKEN.has(command)) return this.#nextNick(this.#candidates.next());
    if (NICK_ILLEGAL.has(command)) return this.#nextNick(this.#candidates.nextLegal());
    return [];
  }

  #readCapabilities(params: readonly string[]): RegistrationStep[] {
    const news = this.#capabilities.read(params);
    if (news.kind === "request") return [send("CAP", "REQ", news.names.join(" "))];
    if (news.kind === "nothing" || this.#phase !== "negotiating") return [];
    this.#phase = "waiting";
    return [send("CAP", "END")];
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
