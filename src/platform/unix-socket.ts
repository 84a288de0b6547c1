/** The files of unix sockets: a server that was killed leaves its own behind. */
import { lstatSync, unlinkSync } from "node:fs";
import { createConnection } from "node:net";

/** Removes a socket file that nobody answers on; leaves one in use, and any other kind of file, where it is. */
export async function clearStaleUnixSocket(path: string): Promise<void> {
  if (isSocket(path) && !(await isAnswered(path))) removeUnixSocket(path);
}

/** Removes a socket file, where there is one. */
export function removeUnixSocket(path: string): void {
  if (isSocket(path)) unlinkSync(path);
}

function isSocket(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    // Only a refusal proves that nobody is there: a full backlog or a missing permission is somebody's.
    probe.once("error", (error: Error & { code?: string }) => resolve(error.code !== "ECONNREFUSED"));
  });
}
