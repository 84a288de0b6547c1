/** Folders of this machine: where the program lies, and where programs keep what must outlive them. */
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isCompiled, sourceUrl } from "./source-url.ts";

/** Where the program's file lies; of a program run from source, the project's folder. */
export function programFolder(): string {
  return isCompiled() ? dirname(process.execPath) : dirname(fileURLToPath(sourceUrl("server.ts")));
}

export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  readonly home: string;
}

/** Where a program of this name keeps its state, by the customs of the system. Nothing is made. */
export function stateFolder(name: string, machine: Machine = thisMachine()): string {
  const { environment, platform, home } = machine;
  // systemd makes a folder for the service alone. https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
  const [ofService] = (environment["STATE_DIRECTORY"] ?? "").split(":");
  if (ofService) return ofService;
  if (platform === "win32") {
    return join(environment["LOCALAPPDATA"] || join(home, "AppData", "Local"), name);
  }
  if (platform === "darwin") return join(home, "Library", "Application Support", name);
  // A relative one counts for nothing. https://specifications.freedesktop.org/basedir-spec/latest/
  const ofUser = environment["XDG_STATE_HOME"] ?? "";
  return join(isAbsolute(ofUser) ? ofUser : join(home, ".local", "state"), name);
}

function thisMachine(): Machine {
  return { environment: process.env, platform: process.platform, home: homedir() };
}
