/** Which folder the history is in: the one that was named, or the first that can be had where such things are kept. */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { programFolder, stateFolder } from "../platform/folders.ts";
import { parseEndpoint } from "./endpoint.ts";
import { DEFAULT_PORT } from "./listening.ts";
import type { Settings } from "./settings.ts";

/** Where a server without `data` looks, the best place first. */
export interface Places {
  /** Where the program lies: a folder beside it goes where it goes, on a stick or a share. */
  readonly program: string;
  /** Where the system keeps such things. */
  readonly state: string;
  exists(folder: string): boolean;
}

const PORTABLE = "chat-data";

/** Each server of a machine has its own, by its first port. */
export function defaultFolders(listen: readonly string[], places: Places = thisMachine()): readonly string[] {
  const name = nameOf(listen);
  const portable = join(places.program, PORTABLE);
  const beside = join(portable, name);
  return places.exists(portable) ? [beside] : [join(places.state, name), beside];
}

function thisMachine(): Places {
  return { program: programFolder(), state: stateFolder("chat-server"), exists: existsSync };
}

/** The first port, or the path of a unix socket as one word. */
function nameOf([first]: readonly string[]): string {
  const parsed = first === undefined ? undefined : parseEndpoint(first);
  if (parsed?.kind !== "endpoint") return String(DEFAULT_PORT);
  const { endpoint } = parsed;
  if (endpoint.kind === "tcp") return String(endpoint.port);
  return `unix${resolve(endpoint.path).replace(/[^\p{L}\p{N}.]+/gu, "-")}`;
}

export type ChosenFolder =
  | { readonly kind: "folder"; readonly folder: string }
  /** None of these can be made or written. */
  | { readonly kind: "none"; readonly tried: readonly string[] };

/** For a server that is to write there: makes the folder, unless it was named, since what is wrong with that is to be told. */
export function chooseFolder({ data, listen }: Settings): ChosenFolder {
  if (data !== "") return { kind: "folder", folder: resolve(data) };
  const tried = defaultFolders(listen);
  const folder = tried.find(isUsable);
  return folder === undefined ? { kind: "none", tried } : { kind: "folder", folder };
}

/** For those who care for a history that is there. */
export function findFolder({ data, listen }: Settings, isThere: (folder: string) => boolean): string {
  if (data !== "") return resolve(data);
  const folders = defaultFolders(listen);
  return folders.find(isThere) ?? folders[0] ?? PORTABLE;
}

function isUsable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
