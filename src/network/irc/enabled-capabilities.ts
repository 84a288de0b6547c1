/** The capabilities that one session has asked for. */
import {
  CAPABILITY_NAMES,
  type Capabilities,
  type CapabilityName,
  capabilities,
  hasCapability,
  isShaping,
  NO_CAPABILITIES,
} from "../../protocol/capabilities.ts";

/** Each one's place is its mark. */
const MARKED: readonly CapabilityName[] = CAPABILITY_NAMES.filter((name) => !isShaping(name));

/** Two numbers, since every session has one of these for as long as it lasts. Never changes. */
export class EnabledCapabilities {
  static readonly NONE = new EnabledCapabilities(NO_CAPABILITIES, 0);

  readonly shaping: Capabilities;
  /** Of those that shape nothing. */
  readonly #marks: number;

  private constructor(shaping: Capabilities, marks: number) {
    this.shaping = shaping;
    this.#marks = marks;
  }

  has(name: CapabilityName): boolean {
    return isShaping(name) ? hasCapability(this.shaping, name) : (this.#marks & markOf(name)) !== 0;
  }

  with(name: CapabilityName): EnabledCapabilities {
    return isShaping(name)
      ? new EnabledCapabilities(this.shaping | capabilities(name), this.#marks)
      : new EnabledCapabilities(this.shaping, this.#marks | markOf(name));
  }

  without(name: CapabilityName): EnabledCapabilities {
    return isShaping(name)
      ? new EnabledCapabilities(this.shaping & ~capabilities(name), this.#marks)
      : new EnabledCapabilities(this.shaping, this.#marks & ~markOf(name));
  }

  /** In the order of the table. */
  names(): CapabilityName[] {
    return CAPABILITY_NAMES.filter((name) => this.has(name));
  }
}

function markOf(name: CapabilityName): number {
  return 1 << MARKED.indexOf(name);
}
