/** chat-client: the entry. Flags, start, signals; everything else is in src/client. */
import { parseArgs } from "@std/cli/parse-args";
import { connect, runtime } from "#platform";
import { runClient } from "./src/client/main.ts";
import { flagOptions, readInvocation } from "./src/client/options.ts";
import type { Outcome } from "./src/client/world.ts";
import { systemClock } from "./src/platform/clock.ts";
import { resolveHost } from "./src/platform/dns.ts";
import { readFirstLine } from "./src/platform/first-line.ts";
import { openPipes } from "./src/platform/input.ts";
import { keepAlive } from "./src/platform/keep-alive.ts";
import { licenceNotices } from "./src/platform/notices.ts";
import {
  commandLine,
  EXIT,
  environment,
  exit,
  onStopSignal,
  writeErrorLine,
  writeLine,
} from "./src/platform/process.ts";
import { hasTerminal, openTerminal } from "./src/platform/terminal.ts";
import { bindUdp } from "./src/platform/udp.ts";

const unknownFlags: string[] = [];
const flags = parseArgs(commandLine(), flagOptions(environment(), unknownFlags));
const invocation = readInvocation({
  flags,
  unknown: unknownFlags,
  env: environment(),
  random: Math.random(),
  readFirstLine,
});

const { promise: stopped, resolve: stop } = Promise.withResolvers<Outcome>();
onStopSignal((signal) => stop(signal === "SIGINT" ? "interrupted" : "terminated"));
keepAlive();

const outcome = await runClient(invocation, {
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
  writeLine,
  writeErrorLine,
  stopped,
});
exit(EXIT[outcome]);
