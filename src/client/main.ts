/** The client from what was asked for to its outcome. */
import type { Language } from "../locales/catalog.ts";
import { clientText } from "../locales/client/texts.ts";
import { VERSION } from "../protocol/version.ts";
import { LineMode } from "./line-mode.ts";
import type { ChatRequest, Invocation } from "./options.ts";
import { runUdpMode } from "./udp-mode.ts";
import type { Outcome, Say, Surroundings, World } from "./world.ts";

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
  let spoken = language;
  const say: Say = (key, params) => clientText(spoken, key, params);
  const chooseLanguage = (chosen: Language) => {
    spoken = chosen;
  };
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
      return chat(request, program, { world: program.world, say, chooseLanguage });
  }
}

async function chat(request: ChatRequest, program: Program, surroundings: Surroundings): Promise<Outcome> {
  const { stopped } = program;
  const { target, udp } = request;
  if (udp && target.kind === "tcp") return runUdpMode(surroundings, target, stopped);
  const session = new LineMode(surroundings, request);
  void stopped.then((outcome) => session.leave(outcome));
  return session.run();
}
