/** IRCv3 capabilities this server knows: one table for CAP, encoding and rules. https://ircv3.net/specs/extensions/capability-negotiation */
import { MULTILINE_BYTES_MAX, MULTILINE_LINES_MAX } from "./limits.ts";

/** A set of shaping capabilities as a bit mask: cheap to compare, to store and to carry with an entry. */
export type Capabilities = number;

export const NO_CAPABILITIES: Capabilities = 0;

interface Row {
  /** Of those that shape what is decided or sent. All others are announced and remembered, and nothing else comes of them. */
  readonly bit?: number;
  readonly spec: string;
  /** What more is told of it to those who negotiate with 302, where that is always the same. */
  readonly value?: string;
}

/** Each capability's bit, and where it is specified. Free bit: 30. */
const TABLE = {
  "account-notify": { bit: 1 << 0, spec: "https://ircv3.net/specs/extensions/account-notify" },
  "account-tag": { bit: 1 << 1, spec: "https://ircv3.net/specs/extensions/account-tag" },
  "away-notify": { bit: 1 << 2, spec: "https://ircv3.net/specs/extensions/away-notify" },
  batch: { bit: 1 << 3, spec: "https://ircv3.net/specs/extensions/batch" },
  "cap-notify": { spec: "https://ircv3.net/specs/extensions/capability-negotiation#cap-notify" },
  chghost: { bit: 1 << 5, spec: "https://ircv3.net/specs/extensions/chghost" },
  "draft/account-registration": { spec: "https://ircv3.net/specs/extensions/account-registration" },
  "draft/channel-rename": { bit: 1 << 6, spec: "https://ircv3.net/specs/extensions/channel-rename" },
  "draft/chathistory": { bit: 1 << 22, spec: "https://ircv3.net/specs/extensions/chathistory" },
  "draft/event-playback": { bit: 1 << 23, spec: "https://ircv3.net/specs/extensions/chathistory" },
  "draft/extended-isupport": { bit: 1 << 7, spec: "https://ircv3.net/specs/extensions/extended-isupport" },
  "draft/languages": { spec: "https://gist.github.com/DanielOaks/8126122f74b26012a3de37db80e4e0c6" },
  "draft/message-redaction": {
    bit: 1 << 26,
    spec: "https://ircv3.net/specs/extensions/message-redaction",
  },
  "draft/metadata-3": { bit: 1 << 20, spec: "https://github.com/ircv3/ircv3-specifications/pull/613" },
  "draft/multiline": {
    bit: 1 << 25,
    spec: "https://ircv3.net/specs/extensions/multiline",
    value: `max-bytes=${MULTILINE_BYTES_MAX},max-lines=${MULTILINE_LINES_MAX}`,
  },
  "draft/no-implicit-names": { bit: 1 << 8, spec: "https://ircv3.net/specs/extensions/no-implicit-names" },
  "draft/persistence": {
    bit: 1 << 28,
    spec: "https://github.com/ergochat/ergo/blob/master/docs/MANUAL.md#always-on",
  },
  "draft/pre-away": { bit: 1 << 9, spec: "https://ircv3.net/specs/extensions/pre-away" },
  "draft/read-marker": { bit: 1 << 4, spec: "https://ircv3.net/specs/extensions/read-marker" },
  "draft/relaymsg": { bit: 1 << 27, spec: "https://github.com/ircv3/ircv3-specifications/pull/417" },
  "echo-message": { bit: 1 << 10, spec: "https://ircv3.net/specs/extensions/echo-message" },
  "extended-join": { bit: 1 << 11, spec: "https://ircv3.net/specs/extensions/extended-join" },
  "extended-monitor": { bit: 1 << 12, spec: "https://ircv3.net/specs/extensions/extended-monitor" },
  "invite-notify": { bit: 1 << 13, spec: "https://ircv3.net/specs/extensions/invite-notify" },
  "labeled-response": { bit: 1 << 14, spec: "https://ircv3.net/specs/extensions/labeled-response" },
  "message-tags": { bit: 1 << 15, spec: "https://ircv3.net/specs/extensions/message-tags" },
  "multi-prefix": { bit: 1 << 16, spec: "https://ircv3.net/specs/extensions/multi-prefix" },
  "no-implicit-names": { bit: 1 << 17, spec: "https://ircv3.net/specs/extensions/no-implicit-names" },
  sasl: { spec: "https://ircv3.net/specs/extensions/sasl-3.2" },
  "server-time": { bit: 1 << 18, spec: "https://ircv3.net/specs/extensions/server-time" },
  setname: { bit: 1 << 19, spec: "https://ircv3.net/specs/extensions/setname" },
  "soju.im/search": {
    spec: "https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md",
  },
  "standard-replies": { spec: "https://ircv3.net/specs/extensions/standard-replies" },
  "userhost-in-names": { bit: 1 << 21, spec: "https://ircv3.net/specs/extensions/userhost-in-names" },
  "znc.in/playback": { bit: 1 << 24, spec: "https://wiki.znc.in/Playback" },
  "znc.in/self-message": { bit: 1 << 29, spec: "https://wiki.znc.in/Query_buffers" },
} as const satisfies Record<string, Row>;

export type CapabilityName = keyof typeof TABLE;

/** Those with a bit. */
export type ShapingCapability = {
  [Name in CapabilityName]: (typeof TABLE)[Name] extends { readonly bit: number } ? Name : never;
}[CapabilityName];

/** What is offered now, in the order of the table: each with its value, or "". */
export type CapabilityOffer = ReadonlyMap<CapabilityName, string>;

export const CAPABILITY_NAMES = Object.keys(TABLE) as readonly CapabilityName[];

export function isCapabilityName(name: string): name is CapabilityName {
  return Object.hasOwn(TABLE, name);
}

export function isShaping(name: CapabilityName): name is ShapingCapability {
  return "bit" in TABLE[name];
}

/** The bits of all these together. */
export function capabilities(...names: readonly ShapingCapability[]): Capabilities {
  let mask = NO_CAPABILITIES;
  for (const name of names) mask |= TABLE[name].bit;
  return mask;
}

/** Whether every one of `wanted` is in `mask`. */
export function hasCapabilities(mask: Capabilities, wanted: Capabilities): boolean {
  return (mask & wanted) === wanted;
}

export function hasCapability(mask: Capabilities, name: ShapingCapability): boolean {
  return (mask & TABLE[name].bit) !== 0;
}

export function capabilitySpec(name: CapabilityName): string {
  return TABLE[name].spec;
}

/** The same whatever the settings say; "" for none. */
export function capabilityValue(name: CapabilityName): string {
  const { value = "" }: Row = TABLE[name];
  return value;
}
