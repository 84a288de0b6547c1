/** Carries out one order. */
import type { IrcOrder, IrcReports } from "../orders.ts";
import { idle } from "./idle.ts";
import { joinAtOnce } from "./join.ts";
import { pace } from "./pace.ts";
import { register } from "./register.ts";
import { talk } from "./talk.ts";

export function carryOutIrc(order: IrcOrder): Promise<IrcReports[IrcOrder["kind"]]> {
  switch (order.kind) {
    case "irc/talk":
      return talk(order);
    case "irc/pace":
      return pace(order);
    case "irc/register":
      return register(order);
    case "irc/join":
      return joinAtOnce(order);
    case "irc/idle":
      return idle(order);
  }
}
