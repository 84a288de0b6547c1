/** Every text that the client's people see. */
import { catalog } from "../catalog.ts";
import { en } from "./en.ts";
import { enAccount } from "./en-account.ts";
import { enIrc } from "./en-irc.ts";
import { zh } from "./zh.ts";
import { zhAccount } from "./zh-account.ts";
import { zhIrc } from "./zh-irc.ts";

const ENGLISH = { ...en, ...enIrc, ...enAccount };

export type ClientTextKey = keyof typeof ENGLISH;

export function isClientText(name: string): name is ClientTextKey {
  return Object.hasOwn(ENGLISH, name);
}

/** Message key + parameters → a sentence in the person's language. */
export const clientText = catalog<ClientTextKey>({ en: ENGLISH, zh: { ...zh, ...zhIrc, ...zhAccount } });
