/** Looks up what people in the rooms read. */
import { catalog } from "../catalog.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const roomText = catalog({ en, zh });
