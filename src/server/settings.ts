/** Every setting of the server: one table for flags, environment and file, so that the three cannot differ. */
import { LANGUAGES, type Language } from "../locales/catalog.ts";
import type { CasemappingName } from "../protocol/casemapping.ts";
import { CHATHISTORY_MESSAGES_MAX, PLAIN_MESSAGE_BYTES_DEFAULT } from "../protocol/limits.ts";
import { isChannelName } from "../protocol/names.ts";
import { safeText } from "../protocol/safe-text.ts";
import { isAddressRange } from "./address-list.ts";
import { parseEndpoint } from "./endpoint.ts";
import { isAllowedHostName, isOrigin, isServerName } from "./names.ts";
import type { Secret } from "./secret.ts";

export interface Settings {
  /** As people write them; empty means every interface at 8081. */
  readonly listen: readonly string[];
  /** undefined: from the locale. */
  readonly lang: Language | undefined;
  readonly channel: string;
  readonly welcome: string;
  readonly echo: boolean;
  readonly udp: boolean;
  /** Bytes of the largest plain message. */
  readonly "buffer-size": number;
  /** undefined: as many as the system's limit of open files allows. */
  readonly "max-clients": number | undefined;
  /** Whether senders are slowed down who send faster than anybody types or pastes. */
  readonly "flood-limits": boolean;
  readonly "server-name": string;
  readonly description: string;
  readonly network: string;
  /** Empty: the welcome, and where everybody meets. */
  readonly motd: readonly string[];
  /** Where the server is, whose it is, how to reach them. */
  readonly admin: readonly string[];
  readonly casemapping: CasemappingName;
  /** Messages that IRC programs which cannot ask for them are shown when they come into a channel. */
  readonly "history-on-join": number;
  /** Whether people may make accounts for themselves. */
  readonly registration: boolean;
  /** Whether they may before they have come in. */
  readonly "registration-before-connect": boolean;
  /** Whether they must name an e-mail address. */
  readonly "registration-email": boolean;
  /** Whether an account may be called otherwise than its maker is. */
  readonly "registration-any-name": boolean;
  /** Whether operators of a room may let people of elsewhere speak in it. */
  readonly relaymsg: boolean;
  /** Whether people may speak as figures of a play, where a room allows it. */
  readonly roleplay: boolean;
  /** Who may do everything here, by name. */
  readonly operators: ReadonlyMap<string, Secret>;
  /** Gateways that may speak for others, by address. https://ircv3.net/specs/extensions/webirc */
  readonly webirc: ReadonlyMap<string, Secret>;
  /** Addresses whose PROXY headers are believed. */
  readonly "proxy-from": readonly string[];
  /** Further pages that may open WebSockets. */
  readonly "websocket-origins": readonly string[];
  /** Further names of this server, as browsers know it. */
  readonly "http-hosts": readonly string[];
  /** The folder of the history; "": where the system keeps such things. */
  readonly data: string;
  /** Whether history is kept in memory only. */
  readonly memory: boolean;
  /** What is kept of each room and private talk; undefined: everything. */
  readonly "history-days": number | undefined;
  readonly "history-lines": number | undefined;
  /** Bytes of what was said. */
  readonly "history-bytes": number | undefined;
}

export type SettingName = keyof Settings;

export const DEFAULTS: Settings = {
  listen: [],
  lang: undefined,
  channel: "#lobby",
  welcome: "",
  echo: false,
  udp: true,
  "buffer-size": PLAIN_MESSAGE_BYTES_DEFAULT,
  "max-clients": undefined,
  "flood-limits": true,
  "server-name": "lanchat.local",
  description: "LAN chat",
  network: "LAN",
  motd: [],
  admin: [],
  casemapping: "ascii",
  "history-on-join": 0,
  registration: true,
  "registration-before-connect": true,
  "registration-email": false,
  "registration-any-name": false,
  relaymsg: true,
  roleplay: false,
  operators: new Map(),
  webirc: new Map(),
  "proxy-from": [],
  "websocket-origins": [],
  "http-hosts": [],
  data: "",
  memory: false,
  "history-days": undefined,
  "history-lines": undefined,
  "history-bytes": undefined,
};

/** How a value is written, and what it may be. */
export type Setting =
  | { readonly kind: "switch" }
  | { readonly kind: "number"; accepts(value: number): boolean }
  | { readonly kind: "text"; accepts(value: string): boolean }
  /** Several values: a list in the file, commas in the environment. */
  | { readonly kind: "list"; accepts(value: string): boolean }
  /** A text of several lines: one in several lines, or a list of lines. */
  | { readonly kind: "lines"; readonly linesMax: number }
  /** Names with secrets: a table in the file, `name=secret,…` in the environment, never on a command line. */
  | { readonly kind: "secrets"; accepts(name: string, secret: Secret): boolean };

const CASEMAPPINGS: readonly CasemappingName[] = ["ascii", "precis"];

export const SETTINGS = {
  listen: { kind: "list", accepts: (value) => parseEndpoint(value).kind === "endpoint" },
  lang: { kind: "text", accepts: (value) => LANGUAGES.some((language) => language === value) },
  channel: { kind: "text", accepts: isChannelName },
  // One screen of text; it is sent to everybody who comes.
  welcome: { kind: "text", accepts: (value) => value.length <= 2_000 },
  echo: { kind: "switch" },
  udp: { kind: "switch" },
  // Below 64 bytes a greeting of Chinese words would be torn; above 64 KiB one message is no message.
  "buffer-size": { kind: "number", accepts: between(64, 65_536) },
  "max-clients": { kind: "number", accepts: between(1, 1_000_000) },
  "flood-limits": { kind: "switch" },
  "server-name": { kind: "text", accepts: isServerName },
  description: { kind: "text", accepts: (value) => isOneLine(value) && value.length <= 200 },
  // One word: clients make file names and tabs of it.
  network: { kind: "text", accepts: (value) => /^[\p{L}\p{N}._-]{1,32}$/u.test(value) },
  // A few screens; it is sent to everybody who comes.
  motd: { kind: "lines", linesMax: 100 },
  // ADMIN has a reply for each of three.
  admin: { kind: "lines", linesMax: 3 },
  casemapping: { kind: "text", accepts: (value) => CASEMAPPINGS.some((name) => name === value) },
  "history-on-join": { kind: "number", accepts: between(0, CHATHISTORY_MESSAGES_MAX) },
  registration: { kind: "switch" },
  "registration-before-connect": { kind: "switch" },
  "registration-email": { kind: "switch" },
  "registration-any-name": { kind: "switch" },
  relaymsg: { kind: "switch" },
  roleplay: { kind: "switch" },
  operators: { kind: "secrets", accepts: (name) => /^[^\s,=:#]{1,32}$/.test(name) },
  // Every connection of a gateway brings the password: it is a machine's, long and random, and must be cheap to check.
  webirc: { kind: "secrets", accepts: (name, secret) => isAddressRange(name) && secret.kind === "plain" },
  "proxy-from": { kind: "list", accepts: isAddressRange },
  "websocket-origins": { kind: "list", accepts: isOrigin },
  "http-hosts": { kind: "list", accepts: isAllowedHostName },
  data: { kind: "text", accepts: (value) => value !== "" && !value.includes("\0") },
  memory: { kind: "switch" },
  // A century.
  "history-days": { kind: "number", accepts: between(1, 36_500) },
  "history-lines": { kind: "number", accepts: between(1, 1_000_000_000) },
  "history-bytes": { kind: "number", accepts: between(1_024, 1_000_000_000_000) },
} as const satisfies Record<SettingName, Setting>;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** Secrets would be seen by everybody who lists the machine's processes. */
export const SECRET_SETTINGS: readonly SettingName[] = SETTING_NAMES.filter(
  (name) => SETTINGS[name].kind === "secrets",
);

function between(min: number, max: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= min && value <= max;
}

function isOneLine(text: string): boolean {
  return text.trim() !== "" && safeText(text) === text;
}
