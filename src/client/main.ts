/** The client from its arguments to its outcome. */
import { clientText } from "../locales/client/texts.ts";
import { describeTarget } from "./failure.ts";
import { LineMode } from "./line-mode.ts";
import { type Request, readInvocation } from "./options.ts";
import { runUdpMode } from "./udp-mode.ts";
import type { Outcome, Say, World } from "./world.ts";

export interface Program {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly runtime: string;
  readonly licences: () => string;
  readonly world: World;
  /** Writes to stdout or stderr before there is a console. */
  readonly write: (stream: "stdout" | "stderr", text: string) => void;
  /** Resolves when the system asks the program to stop. */
  readonly stopped: Promise<Outcome>;
}

/** Does what the command line says. */
export async function runClient(program: Program): Promise<Outcome> {
  const { language, request } = readInvocation(program.args, program.env);
  const say: Say = (key, params) => clientText(language, key, params);
  switch (request.kind) {
    case "help":
      return print(program, say("usage", { version: program.version }));
    case "version":
      return print(program, `chat-client ${program.version} (${program.runtime})`);
    case "licenses":
      return print(program, program.licences());
    case "usage":
      return refuse(program, [say(request.problem, { word: request.word }), say("usageTryHelp")]);
    case "chat":
      return chat(program, request, say);
  }
}

async function chat(program: Program, request: Request & { kind: "chat" }, say: Say): Promise<Outcome> {
  const { world, stopped } = program;
  const { target } = request;
  if (request.irc) {
    program.write("stderr", say("ircUnsupported", { where: describeTarget(target) }));
    return "unavailable";
  }
  const surroundings = { world, say };
  if (request.udp && target.kind === "tcp") return runUdpMode(surroundings, target, stopped);
  const session = new LineMode(surroundings, target);
  void stopped.then((outcome) => session.leave(outcome));
  return session.run();
}

function print(program: Program, text: string): Outcome {
  program.write("stdout", text);
  return "ok";
}

function refuse(program: Program, lines: readonly string[]): Outcome {
  program.write("stderr", lines.join("\n"));
  return "usage";
}
