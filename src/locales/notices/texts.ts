/** Looks up what the services say. */
import { catalog } from "../catalog.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const noticeText = catalog<keyof typeof en>({ en, zh });
