/** The thread that holds a database: does one order after the other. A second entry of the build (scripts/build.ts). */
import { join } from "node:path";
import { parentPort } from "node:worker_threads";
import { BatchUnpacker } from "./batch.ts";
import { faultOf } from "./fault.ts";
import { FILE_NAME } from "./open.ts";
import type { Answer, Order } from "./orders.ts";
import { ReadConnection } from "./read-connection.ts";
import { WriteConnection } from "./write-connection.ts";

const batches = new BatchUnpacker();
let path = "";
/** How the database was opened, to be tried again where it could not be. */
let open: (() => WriteConnection | ReadConnection) | undefined;
let connection: WriteConnection | ReadConnection | undefined;

function obey(order: Order): Answer {
  switch (order.order) {
    case "open-writer":
      return openWith(order.options.folder, () => new WriteConnection(order.options));
    case "open-reader":
      return openWith(order.folder, () => new ReadConnection(order.folder));
    case "write": {
      // First, since the next batches count on it whatever becomes of this one.
      const batch = batches.unpack(order.batch);
      return writer().write(batch);
    }
    default:
      return opened().obey(order);
  }
}

function openWith(folder: string, how: () => WriteConnection | ReadConnection): Answer {
  path = join(folder, FILE_NAME);
  open = how;
  const current = opened();
  return current instanceof WriteConnection ? { tip: current.tip } : { done: true };
}

function opened(): WriteConnection | ReadConnection {
  if (!open) throw new Error("nobody has said which history");
  connection ??= open();
  return connection;
}

function writer(): WriteConnection {
  const current = opened();
  if (current instanceof WriteConnection) return current;
  throw new Error("this connection only reads");
}

function answerTo(text: string): Answer {
  try {
    return obey(JSON.parse(text));
  } catch (error) {
    return { fault: faultOf(error, path) };
  }
}

parentPort?.on("message", (text: string) => parentPort?.postMessage(JSON.stringify(answerTo(text))));
