/** TCP on the loopback interface; the people's end is node:net. */
import { Buffer } from "node:buffer";
import { connect, type Socket } from "node:net";
import { ByteLines, LINE_ENDS } from "./byte-lines.ts";
import type { Driver, Peer } from "./driver.ts";
import { Inbox } from "./inbox.ts";
import { type Dial, SocketStage } from "./socket-stage.ts";

export const socketDriver: Driver = {
  name: "socket",
  open: async (settings) => new SocketStage(settings, { irc: dialSocket("irc"), plain: dialSocket("plain") }),
};

export function dialSocket(language: "irc" | "plain"): Dial {
  return async (port) => {
    const socket = connect(port, "127.0.0.1");
    // A line must not wait until the one before it is acknowledged.
    socket.setNoDelay(true);
    socket.on("error", () => {});
    await new Promise((resolve) => socket.once("connect", resolve));
    return socketPeer(socket, language);
  };
}

function socketPeer(socket: Socket, language: "irc" | "plain"): Peer {
  const inbox = new Inbox();
  const lines = new ByteLines(inbox, language);
  const lineEnd = Buffer.from(LINE_ENDS[language]);
  socket.on("data", (bytes: Uint8Array) => lines.push(bytes));
  socket.once("close", () => lines.finish());
  return {
    inbox,
    send: (bytes, piece) => {
      socket.write(piece === "line" ? Buffer.concat([bytes, lineEnd]) : bytes);
    },
    vanish: () => void socket.destroy(),
  };
}
