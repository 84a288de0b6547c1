/** How one session reads: its capabilities, its language, and the class of readers that these make it one of. */
import type { Language } from "../../locales/catalog.ts";
import type { EdgeContext } from "../edge-context.ts";
import { capabilityOffer } from "./capability-offer.ts";
import type { Framing } from "./framing.ts";
import { Negotiation } from "./negotiation.ts";
import type { ReaderClass } from "./reader-class.ts";

export class Reading {
  readonly negotiation: Negotiation;
  readonly #edge: EdgeContext;
  readonly #framing: Framing;
  #class: ReaderClass;
  /** The one that was chosen; else it is the server's. */
  #chosenLanguage: Language | undefined;

  constructor(edge: EdgeContext, framing: Framing) {
    this.#edge = edge;
    this.#framing = framing;
    this.negotiation = new Negotiation(() => capabilityOffer(edge.settings));
    this.#class = this.#classNow();
  }

  /** Everybody in it is shown the same. */
  get class(): ReaderClass {
    return this.#class;
  }

  /** In which the session is spoken to. */
  get language(): Language {
    return this.#chosenLanguage ?? this.#edge.settings.language;
  }

  /** @param language undefined for whichever the server speaks with everybody. */
  speak(language: Language | undefined): void {
    this.#chosenLanguage = language;
    this.changed();
  }

  /** Capabilities have changed: from now on everything is encoded for the new ones. */
  changed(): void {
    this.#class = this.#classNow();
  }

  #classNow(): ReaderClass {
    return this.#edge.ircEncoding.classFor({
      capabilities: this.negotiation.capabilities,
      framing: this.#framing,
      language: this.#chosenLanguage,
    });
  }
}
