/** Which capabilities are offered, and with which values, as the settings are. */
import {
  CAPABILITY_NAMES,
  type CapabilityName,
  type CapabilityOffer,
  capabilityValue,
} from "../../protocol/capabilities.ts";
import { metadataCapabilityValue } from "../../protocol/metadata.ts";
import { RELAY_SEPARATOR } from "../../protocol/relay-nick.ts";
import type { AccountRules } from "../../protocol/rule-settings.ts";
import type { EdgeSettings } from "../edge-context.ts";
import { languagesValue } from "./languages.ts";
import { MECHANISMS } from "./sasl.ts";

/** Capabilities that depend on settings: their value, or undefined where they are not offered. */
const BY_SETTINGS: Readonly<Partial<Record<CapabilityName, (settings: EdgeSettings) => string | undefined>>> =
  {
    "draft/account-registration": ({ accounts }) => registrationValue(accounts),
    sasl: () => MECHANISMS.join(","),
    "draft/languages": ({ language }) => languagesValue(language),
    "draft/relaymsg": ({ hasRelays }) => (hasRelays ? RELAY_SEPARATOR : undefined),
    "draft/metadata-3": ({ serverName }) => metadataCapabilityValue(serverName),
  };

/** https://ircv3.net/specs/extensions/account-registration#the-draftaccount-registration-capability */
function registrationValue({
  isOpen,
  beforeConnect,
  needsEmail,
  customNames,
}: AccountRules): string | undefined {
  if (!isOpen) return undefined;
  const words = [
    beforeConnect ? "before-connect" : "",
    needsEmail ? "email-required" : "",
    customNames ? "custom-account-name" : "",
  ];
  return words.filter((word) => word !== "").join(",");
}

/** Settings are replaced as a whole when they are read again. */
const remembered = new WeakMap<EdgeSettings, CapabilityOffer>();

export function capabilityOffer(settings: EdgeSettings): CapabilityOffer {
  const known = remembered.get(settings);
  if (known) return known;
  const offer = new Map<CapabilityName, string>();
  for (const name of CAPABILITY_NAMES) {
    const bySettings = BY_SETTINGS[name];
    const value = bySettings ? bySettings(settings) : capabilityValue(name);
    if (value !== undefined) offer.set(name, value);
  }
  remembered.set(settings, offer);
  return offer;
}

/** What somebody who knows one offer must be told of, so that they know another. */
export interface OfferChange {
  /** Come, or of another value. */
  readonly added: CapabilityOffer;
  readonly removed: readonly CapabilityName[];
}

/** @returns undefined where nothing is different. https://ircv3.net/specs/extensions/capability-negotiation#cap-notify */
export function offerChange(before: CapabilityOffer, now: CapabilityOffer): OfferChange | undefined {
  const added = new Map([...now].filter(([name, value]) => before.get(name) !== value));
  const removed = [...before.keys()].filter((name) => !now.has(name));
  return added.size + removed.length > 0 ? { added, removed } : undefined;
}
