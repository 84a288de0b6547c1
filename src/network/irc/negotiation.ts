/** CAP: which capabilities a session has. https://ircv3.net/specs/extensions/capability-negotiation */
import {
  type Capabilities,
  type CapabilityName,
  type CapabilityOffer,
  isCapabilityName,
} from "../../protocol/capabilities.ts";
import { CAP_LINE_BYTES_MAX } from "../../protocol/limits.ts";
import type { OfferChange } from "./capability-offer.ts";
import { EnabledCapabilities } from "./enabled-capabilities.ts";

/** What a CAP command leads to. */
export interface CapAnswer {
  /** Parameters of `CAP <nick> …`, one list a line. */
  readonly lines: readonly (readonly string[])[];
  /** Registration waits from now on, or no longer. */
  readonly negotiation?: "open" | "ended";
  /** A subcommand that does not exist. */
  readonly invalid?: string;
}

/** One session's capabilities and the version it negotiates with. */
export class Negotiation {
  readonly #offer: () => CapabilityOffer;
  #enabled = EnabledCapabilities.NONE;
  /** 302 and later get values, several lines, and cap-notify without asking. */
  #version = 301;

  /** @param offer what may be asked for now. */
  constructor(offer: () => CapabilityOffer) {
    this.#offer = offer;
  }

  get capabilities(): Capabilities {
    return this.#enabled.shaping;
  }

  answer(params: readonly string[]): CapAnswer {
    const [subcommand = "", argument = ""] = params;
    switch (subcommand.toUpperCase()) {
      case "LS":
        return this.#list(argument);
      case "LIST":
        return { lines: this.#rows("LIST", this.#enabled.names()) };
      case "REQ":
        return this.#request(argument);
      case "END":
        return { lines: [], negotiation: "ended" };
      default:
        return { lines: [], invalid: subcommand };
    }
  }

  #list(version: string): CapAnswer {
    if (/^\d{1,5}$/.test(version)) this.#version = Math.max(this.#version, Number(version));
    if (this.#isModern) this.#enabled = this.#enabled.with("cap-notify");
    const shown = this.#shown(this.#offer());
    const lines = this.#rows("LS", this.#isModern ? shown : fittingInOne(shown));
    return { lines, negotiation: "open" };
  }

  /** Values are for those who know that there may be some. */
  #shown(offer: CapabilityOffer): string[] {
    if (!this.#isModern) return [...offer.keys()];
    return Array.from(offer, ([name, value]) => (value === "" ? name : `${name}=${value}`));
  }

  get #isModern(): boolean {
    return this.#version >= 302;
  }

  /** All or nothing; a `-` takes a capability away. */
  #request(argument: string): CapAnswer {
    const wanted = argument.split(" ").filter((word) => word !== "");
    let next = this.#enabled;
    for (const word of wanted) {
      const isRemoval = word.startsWith("-");
      const name = isRemoval ? word.slice(1) : word;
      if (!isCapabilityName(name) || !(isRemoval ? this.#mayPutDown(name) : this.#offer().has(name))) {
        return { lines: [["NAK", argument]], negotiation: "open" };
      }
      next = isRemoval ? next.without(name) : next.with(name);
    }
    this.#enabled = next;
    return { lines: [["ACK", argument]], negotiation: "open" };
  }

  /** Who negotiates with 302 has cap-notify for good. */
  #mayPutDown(name: CapabilityName): boolean {
    return name !== "cap-notify" || !this.#isModern || !this.#enabled.has("cap-notify");
  }

  /**
   * What is no longer offered is taken away. https://ircv3.net/specs/extensions/capability-negotiation#cap-notify
   * @returns parameters of `CAP <nick> …`, one list a line; none for those who have not asked to be told.
   */
  offerChanged({ added, removed }: OfferChange): readonly (readonly string[])[] {
    for (const name of removed) this.#enabled = this.#enabled.without(name);
    if (!this.#enabled.has("cap-notify")) return [];
    return [...news("NEW", this.#shown(added)), ...news("DEL", removed)];
  }

  /** Old clients get one line; all others as many as needed, each but the last with a `*`. */
  #rows(subcommand: string, names: readonly string[]): string[][] {
    const lines = this.#isModern ? linesOf(names) : [names.join(" ")];
    const last = lines.pop() ?? "";
    return [...lines.map((line) => [subcommand, "*", line]), [subcommand, last]];
  }
}

/** For those who know of no second line: where not all of them fit into the first, what is a draft or another program's is left out. */
function fittingInOne(names: readonly string[]): readonly string[] {
  return linesOf(names).length <= 1 ? names : names.filter((name) => !name.includes("/"));
}

/** The names in as few lines as hold them. */
function linesOf(names: readonly string[]): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const longer = `${lines.at(-1)} ${name}`;
    if (lines.length === 0 || longer.length > CAP_LINE_BYTES_MAX) lines.push(name);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Here, no line says that there is another. */
function news(subcommand: "NEW" | "DEL", names: readonly string[]): string[][] {
  return linesOf(names).map((line) => [subcommand, line]);
}
