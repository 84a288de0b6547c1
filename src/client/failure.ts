/** Why a server could not be reached, in the person's words. */
import type { ClientTextKey } from "../locales/client/texts.ts";
import type { SocketErrorReason } from "../platform/types.ts";
import type { Target } from "./target.ts";
import type { Say, World } from "./world.ts";

export type ConnectFailure = { readonly reason: SocketErrorReason | "name-unknown"; readonly detail: string };

const TEXTS: Readonly<Record<ConnectFailure["reason"], ClientTextKey>> = {
  "connection-refused": "failedRefused",
  unreachable: "failedUnreachable",
  "address-not-available": "failedUnreachable",
  "timed-out": "failedTimeout",
  "permission-denied": "failedPermission",
  "name-unknown": "failedName",
  "address-in-use": "failedOther",
  other: "failedOther",
};

/** A name to its address. @throws an error with reason `name-unknown`, for `connectFailure`. */
export async function findHost({ resolveHost }: World, name: string): Promise<string> {
  try {
    return await resolveHost(name);
  } catch (cause) {
    throw Object.assign(new Error("name unknown", { cause }), { reason: "name-unknown" });
  }
}

/** Reads what `findHost` or the platform's sockets threw. */
export function connectFailure(error: unknown): ConnectFailure {
  const { reason, message } = error as { reason?: unknown; message?: unknown };
  const known = typeof reason === "string" && Object.hasOwn(TEXTS, reason);
  return { reason: known ? (reason as SocketErrorReason) : "other", detail: String(message ?? error) };
}

/** One sentence that says what happened and what to check. */
export function describeFailure(say: Say, target: Target, failure: ConnectFailure): string {
  const where = describeTarget(target);
  if (target.kind === "unix" && failure.reason === "connection-refused") return say("failedUnix", { where });
  const host = target.kind === "tcp" ? target.host : target.path;
  return say(TEXTS[failure.reason], { where, host, reason: failure.detail });
}

/** The target as the person could have typed it. */
export function describeTarget(target: Target): string {
  if (target.kind === "unix") return `unix:${target.path}`;
  return target.host.includes(":") ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
}
