/** Every text that the client's people see. */
import { catalog } from "../catalog.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type ClientTextKey = keyof typeof en;

/** Message key + parameters → a sentence in the person's language. */
export const clientText = catalog<ClientTextKey>({ en, zh });
