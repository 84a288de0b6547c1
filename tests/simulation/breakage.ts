/** Mistakes to make on purpose: a simulator that does not find them finds nothing. */
import { Connection } from "../../src/network/connection.ts";
import { Delivery } from "../../src/network/delivery.ts";
import type { SessionId } from "../../src/protocol/effects.ts";

export const BREAKAGES = ["drop", "double", "reorder", "leak", "unbounded"] as const;

export type Breakage = (typeof BREAKAGES)[number];

type Delivered = Parameters<Delivery["deliver"]>[0];

/** Every so many messages, one goes wrong. */
const WRONG_EVERY = 20;

export class BrokenDelivery extends Delivery {
  readonly #breakage: Breakage;
  #count = 0;
  #held: Delivered | undefined;

  constructor(breakage: Breakage) {
    super();
    this.#breakage = breakage;
  }

  override deliver(delivered: Delivered): void {
    const isTurn = delivered.event.command === "PRIVMSG" && ++this.#count % WRONG_EVERY === 0;
    if (isTurn) this.#deliverWrong(delivered);
    else super.deliver(delivered);
    if (isTurn || !this.#held) return;
    const held = this.#held;
    this.#held = undefined;
    super.deliver(held);
  }

  #deliverWrong(delivered: Delivered): void {
    const { to, sender } = delivered;
    const others = to.filter((id) => id !== sender);
    const [first] = others;
    switch (this.#breakage) {
      case "drop":
        super.deliver({ ...delivered, to: to.filter((id) => id !== first) });
        return;
      case "double":
        super.deliver({ ...delivered, to: first === undefined ? to : [...to, first] });
        return;
      case "reorder":
        this.#held = delivered;
        return;
      case "leak":
        super.deliver({ ...delivered, to: [...to, ...this.#outsider(to)] });
        return;
      case "unbounded":
        super.deliver(delivered);
    }
  }

  #outsider(to: readonly SessionId[]): SessionId[] {
    return this.sessions()
      .filter((id) => !to.includes(id))
      .slice(-1);
  }
}

/** Nobody is closed for reading too little. @returns what puts it right again. */
export function breakQueues(): () => void {
  const { overflow } = Connection.prototype;
  Connection.prototype.overflow = () => {};
  return () => {
    Connection.prototype.overflow = overflow;
  };
}
