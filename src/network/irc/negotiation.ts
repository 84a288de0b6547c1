/** CAP: which capabilities a session has. https://ircv3.net/specs/extensions/capability-negotiation */
import {
  CAPABILITY_NAMES,
  type Capabilities,
  capabilities,
  capabilityNames,
  capabilityOffer,
  hasCapability,
  isCapabilityName,
  NO_CAPABILITIES,
} from "../../protocol/capabilities.ts";
import { CAP_LINE_BYTES_MAX } from "../../protocol/limits.ts";

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
  #capabilities: Capabilities = NO_CAPABILITIES;
  /** 302 and later get values, several lines, and cap-notify without asking. */
  #version = 301;

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  answer(params: readonly string[]): CapAnswer {
    const [subcommand = "", argument = ""] = params;
    switch (subcommand.toUpperCase()) {
      case "LS":
        return this.#list(argument);
      case "LIST":
        return { lines: this.#rows("LIST", capabilityNames(this.#capabilities)) };
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
    if (this.#isModern) this.#capabilities |= capabilities("cap-notify");
    return { lines: this.#rows("LS", this.#offers), negotiation: "open" };
  }

  /** Values are for those who know that there may be some. */
  get #offers(): readonly string[] {
    return this.#isModern ? CAPABILITY_NAMES.map(capabilityOffer) : CAPABILITY_NAMES;
  }

  get #isModern(): boolean {
    return this.#version >= 302;
  }

  /** All or nothing; a `-` takes a capability away. */
  #request(argument: string): CapAnswer {
    const wanted = argument.split(" ").filter((word) => word !== "");
    let next = this.#capabilities;
    for (const word of wanted) {
      const isRemoval = word.startsWith("-");
      const name = isRemoval ? word.slice(1) : word;
      if (!isCapabilityName(name) || (isRemoval && this.#isKept(name))) {
        return { lines: [["NAK", argument]], negotiation: "open" };
      }
      next = isRemoval ? next & ~capabilities(name) : next | capabilities(name);
    }
    this.#capabilities = next;
    return { lines: [["ACK", argument]], negotiation: "open" };
  }

  /** Who negotiates with 302 has cap-notify and cannot put it down. */
  #isKept(name: string): boolean {
    return name === "cap-notify" && this.#isModern && hasCapability(this.#capabilities, "cap-notify");
  }

  /** Old clients get one line; all others as many as needed, each but the last with a `*`. */
  #rows(subcommand: string, names: readonly string[]): string[][] {
    if (!this.#isModern) return [[subcommand, names.join(" ")]];
    const lines: string[] = [];
    let line = "";
    for (const name of names) {
      const longer = line === "" ? name : `${line} ${name}`;
      if (longer.length > CAP_LINE_BYTES_MAX) {
        lines.push(line);
        line = name;
      } else {
        line = longer;
      }
    }
    return [...lines.map((full) => [subcommand, "*", full]), [subcommand, line]];
  }
}
