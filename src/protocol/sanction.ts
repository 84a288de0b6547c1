/** What operators of the server impose on people: a ban keeps them out, a mute keeps what they say from everybody. */

export type SanctionKind = "ban" | "mute";

/** Who is meant. */
export interface SanctionTarget {
  /** `address`: also a range, `10.0.0.0/8`. `mask`: `nick!user@host`, with the address that somebody really has. */
  readonly kind: "account" | "address" | "mask";
  /** In the one way to write it. */
  readonly text: string;
}

export interface Sanction {
  readonly kind: SanctionKind;
  readonly target: SanctionTarget;
  /** "" for none. */
  readonly reason: string;
  /** As others saw who did it. */
  readonly setBy: string;
  readonly setAtMs: number;
  /** Absent: until it is lifted. */
  readonly expiresAtMs?: number;
}

/** Whether it has ended by itself. */
export function isExpired({ expiresAtMs }: Sanction, nowMs: number): boolean {
  return expiresAtMs !== undefined && expiresAtMs <= nowMs;
}
