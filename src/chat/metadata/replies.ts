/** How a value, or that there is none, is told. https://github.com/ircv3/ircv3-specifications/pull/613 */
import { capabilities, hasCapabilities } from "../../protocol/capabilities.ts";
import type { Effect } from "../../protocol/effects.ts";
import type { MetadataChange } from "../../protocol/metadata.ts";
import { numeric } from "../effects.ts";
import type { Session } from "../user.ts";

/** Who all keys are shown to that are shown at all. */
const EVERYBODY = "*";
const METADATA = capabilities("batch", "draft/metadata-3");

/** Whoever is told something: a session, or somebody who is not one yet. */
export type Asker = Pick<Session, "id" | "capabilities">;

/** Whether what was not asked for is told to this session. */
export function isMetadataAware({ capabilities: readable }: Pick<Asker, "capabilities">): boolean {
  return hasCapabilities(readable, METADATA);
}

export function keyValue({ id }: Pick<Asker, "id">, target: string, { key, value }: MetadataChange): Effect {
  return value === undefined
    ? numeric({ id }, "RPL_KEYNOTSET", target, key)
    : numeric({ id }, "RPL_KEYVALUE", target, key, EVERYBODY, value);
}

/** The same among all else that WHOIS says. */
export function whoisKeyValue({ id }: Asker, nick: string, [key, value]: readonly [string, string]): Effect {
  return numeric({ id }, "RPL_WHOISKEYVALUE", nick, key, EVERYBODY, value);
}

export function metadataBatch({ id }: Asker, target: string, effects: readonly Effect[]): Effect {
  return { kind: "batch", to: id, type: "metadata", params: [target], effects };
}

/** To be asked for by SYNC. @param seconds after which. */
export function syncLater({ id }: Asker, target: string, seconds: number): Effect {
  return numeric({ id }, "ERR_METADATASYNCLATER", target, String(seconds));
}

type Severity = "FAIL" | "WARN" | "NOTE";

/** A FAIL, WARN or NOTE of METADATA, also where no command is under way. */
export function told(
  { id }: Pick<Asker, "id">,
  severity: Severity,
  code: string,
  ...context: string[]
): Effect {
  return { kind: "standard", to: id, reply: { severity, command: "METADATA", code, context } };
}
