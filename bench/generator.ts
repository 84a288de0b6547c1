/** The load generator, a process of its own: takes one order as JSON, prints its report as JSON. Started by measure.ts. */
import process from "node:process";
import { carryOutIrc } from "./irc/generator/carry-out.ts";
import type { IrcOrder } from "./irc/orders.ts";
import type { Order } from "./orders.ts";
import { carryOutPlain } from "./plain/generator/carry-out.ts";

const isIrc = (order: Order): order is IrcOrder => order.kind.startsWith("irc/");

const order: Order = JSON.parse(process.argv[2] ?? "{}");
console.log(JSON.stringify(await (isIrc(order) ? carryOutIrc(order) : carryOutPlain(order))));
process.exit(0);
