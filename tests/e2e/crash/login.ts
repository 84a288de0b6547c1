/** Whether a password opens an account, as an IRC client finds out. https://ircv3.net/specs/extensions/sasl-3.2 */
import { Buffer } from "node:buffer";
import { LineSocket } from "./line-socket.ts";

const RIGHT = "903";
const WRONG = "904";

/** @throws where the server does not answer. */
export async function logsIn(port: number, name: string, password: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  using socket = new LineSocket(port, ({ command }) => {
    if (command === RIGHT || command === WRONG) resolve(command === RIGHT);
  });
  const message = Buffer.from(`\0${name}\0${password}`).toString("base64");
  socket.send("CAP REQ :sasl", "AUTHENTICATE PLAIN", `AUTHENTICATE ${message}`);
  const closed = socket.closed.then(() => Promise.reject(new Error("closed before it was answered")));
  return await Promise.race([promise, closed]);
}
