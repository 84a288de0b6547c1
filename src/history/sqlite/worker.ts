/** The thread that holds a database: does one order after the other. A second entry of the build (scripts/build.ts). */
import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { faultOf } from "./fault.ts";
import { FILE_NAME } from "./open.ts";
import type { Answer, Order } from "./orders.ts";
import { ReadConnection } from "./read-connection.ts";
import { WriteConnection } from "./write-connection.ts";

let connection: WriteConnection | ReadConnection | undefined;
let path = "";

function obey(order: Order): Answer {
  if (order.order === "open-writer") {
    path = join(order.options.folder, FILE_NAME);
    const opened = new WriteConnection(order.options);
    connection = opened;
    return { tip: opened.tip };
  }
  if (order.order === "open-reader") {
    path = join(order.folder, FILE_NAME);
    connection = new ReadConnection(order.folder);
    return { done: true };
  }
  if (!connection) throw new Error("the history is not open");
  return connection.obey(order);
}

function answerTo(text: string): Answer {
  try {
    return obey(JSON.parse(text));
  } catch (error) {
    return { fault: faultOf(error, path) };
  }
}

parentPort?.on("message", (text: string) => parentPort?.postMessage(JSON.stringify(answerTo(text))));
