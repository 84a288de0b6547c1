/** Which capabilities this client asks for, and which it has got. https://ircv3.net/specs/extensions/capability-negotiation */

/**
 * Without draft/event-playback history is what people said: twenty lines of who came and went would hide it, and how a
 * room has become as it is now nobody needs to read.
 */
const WANTED: ReadonlySet<string> = new Set([
  "account-notify",
  "account-tag",
  "away-notify",
  "batch",
  "cap-notify",
  "chghost",
  "draft/account-registration",
  "draft/channel-rename",
  "draft/chathistory",
  "draft/languages",
  "draft/message-redaction",
  "draft/multiline",
  "echo-message",
  "extended-join",
  "invite-notify",
  "labeled-response",
  "message-tags",
  "multi-prefix",
  "sasl",
  "server-time",
  "setname",
  "soju.im/search",
  "standard-replies",
  "userhost-in-names",
]);

/** What came of one CAP line. */
export type CapabilityNews =
  | { readonly kind: "request"; readonly names: readonly string[] }
  /** Nothing is open any more. */
  | { readonly kind: "settled" }
  | { readonly kind: "nothing" };

/** What a server takes as one message of several lines. https://ircv3.net/specs/extensions/multiline */
export interface MultilineLimits {
  readonly bytesMax: number;
  readonly linesMax: number;
}

const NOTHING: CapabilityNews = { kind: "nothing" };
const SETTLED: CapabilityNews = { kind: "settled" };

/** The capabilities of one connection. */
export class CapabilityState {
  readonly #enabled = new Set<string>();
  /** Those we want, from the lines of a list that is not complete yet. */
  readonly #offered = new Set<string>();

  /** What the server said of a capability beyond its name. */
  readonly #values = new Map<string, string>();

  has(name: string): boolean {
    return this.#enabled.has(name);
  }

  /** `sasl=PLAIN,EXTERNAL` → `["PLAIN", "EXTERNAL"]`; none where the server does not say. */
  valuesOf(name: string): string[] {
    return (this.#values.get(name) ?? "").split(",").filter((value) => value !== "");
  }

  /** Whether the server can be asked to speak this language. https://gist.github.com/DanielOaks/8126122f74b26012a3de37db80e4e0c6 */
  speaks(language: string): boolean {
    return this.has("draft/languages") && this.valuesOf("draft/languages").includes(language);
  }

  /** Whether the server tells what was said before. https://ircv3.net/specs/extensions/chathistory */
  get hasHistory(): boolean {
    return ["draft/chathistory", "batch", "server-time", "message-tags"].every((name) => this.has(name));
  }

  /** How much may be said at once; undefined where each line is a message. */
  get multiline(): MultilineLimits | undefined {
    if (!this.has("draft/multiline") || !this.has("batch")) return undefined;
    const value = this.#values.get("draft/multiline") ?? "";
    const limit = (key: string) => Number(new RegExp(`(?:^|,)${key}=(\\d+)`).exec(value)?.[1] ?? Infinity);
    return { bytesMax: limit("max-bytes"), linesMax: limit("max-lines") };
  }

  /** @param params of a CAP line: the nick, the subcommand, perhaps `*`, the names. */
  read([, subcommand = "", ...rest]: readonly string[]): CapabilityNews {
    const names = (rest.at(-1) ?? "").split(" ").filter((name) => name !== "");
    this.#keepValues(names);
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

  #keepValues(offers: readonly string[]): void {
    for (const offer of offers) {
      const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(offer) ?? [];
      if (WANTED.has(name)) this.#values.set(name, value);
    }
  }

  #readList(names: readonly string[], continues: boolean): CapabilityNews {
    for (const name of wantedOf(names)) this.#offered.add(name);
    if (continues) return NOTHING;
    const offered = [...this.#offered];
    this.#offered.clear();
    return this.#request(offered, SETTLED);
  }

  #request(offered: readonly string[], otherwise: CapabilityNews): CapabilityNews {
    const names = wantedOf(offered).filter((name) => !this.#enabled.has(name));
    return names.length === 0 ? otherwise : { kind: "request", names };
  }

  #enable(names: readonly string[]): void {
    for (const name of names) {
      if (name.startsWith("-")) this.#enabled.delete(name.slice(1));
      else if (WANTED.has(name)) this.#enabled.add(name);
    }
  }
}

/** Of what a server offers, with or without values, the names we have a use for. */
function wantedOf(offered: readonly string[]): string[] {
  return offered.map((offer) => offer.replace(/=.*$/, "")).filter((name) => WANTED.has(name));
}
