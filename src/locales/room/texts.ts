/** Looks up what people in the rooms read. */
import { catalog } from "../catalog.ts";
import { en, type RoomKey } from "./en.ts";
import { zh } from "./zh.ts";

export const roomText = catalog({ en, zh });

/** Whether there are words for people for this, say, numeric. */
export function isRoomKey(key: string): key is RoomKey {
  return Object.hasOwn(en, key);
}
