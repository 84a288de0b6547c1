/** What connections know of the disk: while it is late, nothing that would have to be stored is read from them. */

export interface DiskGate {
  /** Asked before each line. */
  readonly isLate: boolean;
  /** How often it has been late so far. */
  readonly lateCount: number;
  /** Calls `resumeLater` once, when it is not late any more. */
  whenBack(waiter: DiskWaiter): void;
  /** The waiter is gone. */
  forget(waiter: DiskWaiter): void;
}

export interface DiskWaiter {
  resumeLater(): void;
}

/** A disk that is never late, as memory is. */
export const PROMPT_DISK: DiskGate = { isLate: false, lateCount: 0, whenBack() {}, forget() {} };
