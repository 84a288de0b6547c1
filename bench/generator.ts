/** The load generator, a process of its own: takes one order as JSON, prints its report as JSON. Started by run.ts. */
import process from "node:process";
import { connects } from "./generator/connects.ts";
import { fanout } from "./generator/fanout.ts";
import { idle } from "./generator/idle.ts";
import { stall } from "./generator/stall.ts";
import type { Order, Reports } from "./measures.ts";

function carryOut(order: Order): Promise<Reports[Order["kind"]]> {
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

const order: Order = JSON.parse(process.argv[2] ?? "{}");
console.log(JSON.stringify(await carryOut(order)));
process.exit(0);
