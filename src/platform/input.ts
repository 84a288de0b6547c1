/** A console without a terminal: piped or redirected input and output. No prompt, no escape codes. */
import process from "node:process";
import type { OpenConsole } from "./console.ts";

/** @see LineConsole. The chat goes to stdout, notices to stderr. Input is paused until `resumeInput`. */
export const openPipes: OpenConsole = (handlers) => {
  const { stdin, stdout, stderr } = process;
  let broken = false;

  stdin.setEncoding("utf8");
  stdin.pause();
  stdin.on("data", (text: string) => handlers.text(text));
  stdin.on("end", () => handlers.end());
  // A directory or a closed descriptor as input is an input without lines.
  stdin.on("error", () => handlers.end());
  stdout.on("drain", () => handlers.drain());
  stdout.on("error", () => {
    if (broken) return;
    broken = true;
    handlers.broken();
  });
  stderr.on("error", () => {});
  stdin.pause();

  return {
    interactive: false,
    print: (lines) => broken || stdout.write(`${lines.join("\n")}\n`),
    notice: (text) => void stderr.write(`chat-client: ${text}\n`),
    askSecret: async () => undefined,
    pauseInput: () => void stdin.pause(),
    resumeInput: () => void stdin.resume(),
    clear: () => {},
    close: async () => {
      stdin.pause();
      if (!broken) await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    },
  };
};
