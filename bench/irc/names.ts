/** Who takes part: nicks and channels of equal length, so that deliveries are of equal length as well. */

/** chat-server's plain guests arrive in it. */
export const FIRST_CHANNEL = channelName(0);

export function channelName(room: number): string {
  return `#b${String(room).padStart(4, "0")}`;
}

export function nickOf(client: number): string {
  return `b${String(client).padStart(4, "0")}`;
}
