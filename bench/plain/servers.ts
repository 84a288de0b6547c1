/** chat-server and the servers of socket tutorials. */
import { ourCommand } from "../our-command.ts";
import type { ServerKind } from "../servers.ts";

export interface PlainServer extends ServerKind {
  /** What makes it speak at once; ours listens for 300 ms first, unless something is said. */
  readonly firstWords: string;
}

const PROGRAMS = "tests/programs";

const tutorial = (name: string, file: string): PlainServer => ({
  name,
  command: (port) => ["python3", `${PROGRAMS}/${file}`, "127.0.0.1", String(port)],
  firstWords: "",
});

export const THREADS = tutorial("thread per client (Python)", "thread_server.py");
export const ASYNCIO = tutorial("asyncio (Python)", "asyncio_server.py");
export const OURS: PlainServer = {
  name: "chat-server",
  command: (port) => ourCommand(port),
  firstWords: "/lang en\n",
};
