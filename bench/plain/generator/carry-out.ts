/** Carries out one order. */
import type { PlainOrder, PlainReports } from "../orders.ts";
import { connects } from "./connects.ts";
import { fanout } from "./fanout.ts";
import { idle } from "./idle.ts";
import { stall } from "./stall.ts";

export function carryOutPlain(order: PlainOrder): Promise<PlainReports[PlainOrder["kind"]]> {
  switch (order.kind) {
    case "fanout":
      return fanout(order);
    case "idle":
      return idle(order);
    case "connect":
      return connects(order);
    case "stall":
      return stall(order);
  }
}
