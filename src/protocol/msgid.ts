/** The name of a message for ever: it tells the history and the place in its order. https://ircv3.net/specs/extensions/message-ids */

/** Where in the one order something happened: one entry may make several events. */
export interface EventPlace {
  readonly sequence: number;
  readonly index: number;
}

/** `<history id>-<sequence>-<index>`, both numbers in base 36: `[0-9a-z-]`, at most 32 characters. */
export function formatMsgid(historyId: string, { sequence, index }: EventPlace): string {
  return `${historyId}-${sequence.toString(36)}-${index.toString(36)}`;
}
