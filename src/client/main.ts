/** The client from what was asked for to its outcome. */
import { clientText } from "../locales/client/texts.ts";
import { VERSION } from "../protocol/version.ts";
import { describeTarget } from "./failure.ts";
import { LineMode } from "./line-mode.ts";
import type { Invocation, Request } from "./options.ts";
import { runUdpMode } from "./udp-mode.ts";
import type { Outcome, Say, World } from "./world.ts";

export interface Program {
  /** For `--version`. */
  readonly runtime: string;
  readonly licences: () => string;
  readonly world: World;
  /** Where words go before there is a console. */
  readonly writeLine: (text: string) => void;
  readonly writeErrorLine: (text: string) => void;
  /** Resolves when the system asks the program to stop. */
  readonly stopped: Promise<Outcome>;
}

/** Does what the command line says. */
export async function runClient({ language, request }: Invocation, program: Program): Promise<Outcome> {
  const say: Say = (key, params) => clientText(language, key, params);
  switch (request.kind) {
    case "help":
      program.writeLine(say("usage", { version: VERSION }));
      return "ok";
    case "version":
      program.writeLine(`chat-client ${VERSION} (${program.runtime})`);
      return "ok";
    case "licenses":
      program.writeLine(program.licences());
      return "ok";
    case "usage":
      program.writeErrorLine(say(request.problem, { word: request.word }));
      program.writeErrorLine(say("usageTryHelp"));
      return "usage";
    case "chat":
      return chat(request, program, say);
  }
}

async function chat(request: Request & { kind: "chat" }, program: Program, say: Say): Promise<Outcome> {
  const { world, stopped } = program;
  const { target } = request;
  if (request.irc) {
    program.writeErrorLine(say("ircUnsupported", { where: describeTarget(target) }));
    return "unavailable";
  }
  const surroundings = { world, say };
  if (request.udp && target.kind === "tcp") return runUdpMode(surroundings, target, stopped);
  const session = new LineMode(surroundings, target);
  void stopped.then((outcome) => session.leave(outcome));
  return session.run();
}
