/** The runtimes' and the system's error codes, mapped to ours. */
import { SocketError, type SocketErrorReason } from "./types.ts";

const REASONS: Readonly<Record<string, SocketErrorReason>> = {
  EADDRINUSE: "address-in-use",
  AddrInUse: "address-in-use",
  EADDRNOTAVAIL: "address-not-available",
  AddrNotAvailable: "address-not-available",
  // Deno answers EINVAL where the address is not this machine's.
  EINVAL: "address-not-available",
  EACCES: "permission-denied",
  EPERM: "permission-denied",
  PermissionDenied: "permission-denied",
  ECONNREFUSED: "connection-refused",
  ConnectionRefused: "connection-refused",
  // A unix socket nobody made.
  ENOENT: "connection-refused",
  NotFound: "connection-refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  HostUnreachable: "unreachable",
  NetworkUnreachable: "unreachable",
  ETIMEDOUT: "timed-out",
  TimedOut: "timed-out",
};

/** Wraps whatever a runtime threw while listening, connecting or binding. */
export function socketError(cause: unknown): SocketError {
  if (cause instanceof SocketError) return cause;
  const { code, name } = cause as { code?: unknown; name?: unknown };
  return new SocketError(REASONS[String(code)] ?? REASONS[String(name)] ?? "other", cause);
}
