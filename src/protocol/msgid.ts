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

const MSGID = /^(.+)-([0-9a-z]{1,11})-([0-9a-z]{1,4})$/;

/** @returns undefined for what was never a msgid of this history. */
export function parseMsgid(historyId: string, msgid: string): EventPlace | undefined {
  const [, id, sequence = "", index = ""] = MSGID.exec(msgid) ?? [];
  if (id !== historyId) return undefined;
  const place = { sequence: Number.parseInt(sequence, 36), index: Number.parseInt(index, 36) };
  return formatMsgid(historyId, place) === msgid ? place : undefined;
}

/** @returns the history that a msgid of a server of ours belongs to. */
export function historyOf(msgid: string): string | undefined {
  return MSGID.exec(msgid)?.[1];
}
