/** What every connection of the edge shares. */
import type { Language } from "../locales/catalog.ts";
import type { Clock } from "../platform/clock.ts";
import type { Entry, SessionId } from "../protocol/effects.ts";
import type { HistoryRow } from "../protocol/history.ts";
import type { AccountRules } from "../protocol/rule-settings.ts";
import type { AccountGate } from "./account-gate.ts";
import type { Deadlines } from "./deadlines.ts";
import type { Delivery } from "./delivery.ts";
import type { DiskGate } from "./disk-gate.ts";
import type { HttpService } from "./http/service.ts";
import type { IrcEncoding } from "./irc/encoding.ts";
import type { PlainEncoding } from "./plain/encoding.ts";
import type { RecentHosts } from "./recent-hosts.ts";
import type { QueueTotal } from "./send-queue.ts";
import type { Throttle } from "./throttle.ts";
import type { Tick } from "./tick.ts";

export interface EdgeSettings {
  readonly version: string;
  /** People's language until they choose another. */
  readonly language: Language;
  /** Where guests arrive. */
  readonly channel: string;
  /** Lines after the greeting, or "". */
  readonly welcome: string;
  /** The source of the server's own lines. */
  readonly serverName: string;
  /** Whether senders get their own lines back, for programs that wait for a reply. */
  readonly echo: boolean;
  /** The largest plain message in bytes. */
  readonly messageBytesMax: number;
  readonly connectionsMax: number;
  readonly accounts: AccountRules;
  /** Whether relays may speak for people of elsewhere. */
  readonly hasRelays: boolean;
}

/** Answers from outside the rules, checked off the loop. */
export interface Gatekeeper {
  /** @returns the operator's name, where name and password are right. Never rejects. */
  verifyOperator(name: string, password: string, session: SessionId): Promise<string | undefined>;
  /** Whether a gateway at this address, with this password, may speak for others. https://ircv3.net/specs/extensions/webirc */
  allowsGateway(address: string, password: string): boolean;
  /** Whether a proxy at this address may say for whom it connects. */
  allowsProxy(address: string): boolean;
}

/** @param done gets the message, undefined where there is none, or why history cannot be read. */
export type FindMessage = (msgid: string, done: (found: HistoryRow | Error | undefined) => void) => void;

export interface EdgeContext {
  readonly clock: Clock;
  /** For what may take a minute: a timer of `clock` is dear where everybody has one. */
  readonly deadlines: Deadlines;
  /** Replaced as a whole when the configuration is read again. */
  readonly settings: EdgeSettings;
  readonly gatekeeper: Gatekeeper;
  readonly accounts: AccountGate;
  /** Absent where nobody is slowed down. */
  readonly throttle?: Throttle | undefined;
  readonly delivery: Delivery;
  readonly disk: DiskGate;
  readonly encoding: PlainEncoding;
  readonly ircEncoding: IrcEncoding;
  readonly http: HttpService;
  /** Addresses that asked for a page lately. */
  readonly browsers: RecentHosts;
  readonly tick: Tick;
  readonly queueTotal: QueueTotal;
  readonly historyId: string;
  readonly findMessage: FindMessage;
  /** Hands an entry to the order. */
  submit(entry: Entry): void;
  nextSession(): SessionId;
  /** Something of ours threw; the connection it happened on is gone, everybody else goes on. */
  fault(error: unknown): void;
}
