/** Looks up what the person who starts the server reads. */
import { catalog } from "../catalog.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const serverText = catalog({ en, zh });
