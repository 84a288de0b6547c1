/** chat-client: the entry. Puts the real world together and leaves with an exit code. */
import process from "node:process";
import { connect, runtime } from "#platform";
import manifest from "./package.json" with { type: "json" };
import { runClient } from "./src/client/main.ts";
import type { Outcome } from "./src/client/world.ts";
import { systemClock } from "./src/platform/clock.ts";
import { resolveHost } from "./src/platform/dns.ts";
import { openPipes } from "./src/platform/input.ts";
import { keepAlive } from "./src/platform/keep-alive.ts";
import { licenceNotices } from "./src/platform/notices.ts";
import { commandLine, EXIT, environment, exit, onStopSignal } from "./src/platform/process.ts";
import { hasTerminal, openTerminal } from "./src/platform/terminal.ts";
import { bindUdp } from "./src/platform/udp.ts";

const { promise: stopped, resolve: stop } = Promise.withResolvers<Outcome>();
onStopSignal((signal) => stop(signal === "SIGINT" ? "interrupted" : "terminated"));
keepAlive();

const outcome = await runClient({
  args: commandLine(),
  env: environment(),
  version: manifest.version,
  runtime,
  licences: licenceNotices,
  world: {
    connect,
    resolveHost,
    bindUdp,
    openConsole: hasTerminal() ? openTerminal : openPipes,
    clock: systemClock,
    random: Math.random,
  },
  write: (stream, text) => void process[stream].write(`${text}\n`),
  stopped,
});
exit(EXIT[outcome]);
