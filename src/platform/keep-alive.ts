/** Neither runtime waits for a promise alone: a program that is only waiting for a timer of ours would end. */

/** Keeps the process alive until it is told to exit. */
export function keepAlive(): void {
  setInterval(() => {}, 2 ** 30);
}
