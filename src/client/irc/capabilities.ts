/** Which capabilities this client asks for, and which it has got. https://ircv3.net/specs/extensions/capability-negotiation */

const WANTED: readonly string[] = [
  "account-notify",
  "account-tag",
  "away-notify",
  "batch",
  "cap-notify",
  "chghost",
  "draft/channel-rename",
  "echo-message",
  "extended-join",
  "invite-notify",
  "labeled-response",
  "message-tags",
  "multi-prefix",
  "server-time",
  "setname",
  "standard-replies",
  "userhost-in-names",
];

/** What came of one CAP line. */
export type CapabilityNews =
  | { readonly kind: "request"; readonly names: readonly string[] }
  /** Nothing is open any more. */
  | { readonly kind: "settled" }
  | { readonly kind: "nothing" };

const NOTHING: CapabilityNews = { kind: "nothing" };
const SETTLED: CapabilityNews = { kind: "settled" };

/** The capabilities of one connection. */
export class CapabilityState {
  readonly #enabled = new Set<string>();
  /** From the lines of a list that is not complete yet. */
  #offered: string[] = [];

  has(name: string): boolean {
    return this.#enabled.has(name);
  }

  /** @param params of a CAP line: the nick, the subcommand, perhaps `*`, the names. */
  read([, subcommand = "", ...rest]: readonly string[]): CapabilityNews {
    const names = (rest.at(-1) ?? "").split(" ").filter((name) => name !== "");
    switch (subcommand.toUpperCase()) {
      case "LS":
        return this.#readList(names, rest.length > 1);
      case "ACK":
        this.#enable(names);
        return SETTLED;
      case "NAK":
        return SETTLED;
      case "NEW":
        return this.#request(names, NOTHING);
      case "DEL":
        for (const name of names) this.#enabled.delete(name);
        return NOTHING;
      default:
        return NOTHING;
    }
  }

  #readList(names: readonly string[], continues: boolean): CapabilityNews {
    this.#offered.push(...names);
    if (continues) return NOTHING;
    const offered = this.#offered;
    this.#offered = [];
    return this.#request(offered, SETTLED);
  }

  #request(offered: readonly string[], otherwise: CapabilityNews): CapabilityNews {
    const names = offered.map((offer) => offer.replace(/=.*$/, ""));
    const wanted = names.filter((name) => WANTED.includes(name) && !this.#enabled.has(name));
    return wanted.length === 0 ? otherwise : { kind: "request", names: wanted };
  }

  #enable(names: readonly string[]): void {
    for (const name of names) {
      if (name.startsWith("-")) this.#enabled.delete(name.slice(1));
      else this.#enabled.add(name);
    }
  }
}
