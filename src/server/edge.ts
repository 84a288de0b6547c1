/** The edge as the settings make it; settings that are read later replace what they can while it runs. */
import type { Language } from "../locales/catalog.ts";
import type { AccountGate } from "../network/account-gate.ts";
import { Deadlines } from "../network/deadlines.ts";
import type { Delivery } from "../network/delivery.ts";
import type { DiskGate } from "../network/disk-gate.ts";
import type { EdgeContext, FindMessage } from "../network/edge-context.ts";
import { guardedClock } from "../network/guarded-clock.ts";
import { HttpService } from "../network/http/service.ts";
import { capabilityOffer, type OfferChange, offerChange } from "../network/irc/capability-offer.ts";
import { IrcEncoding } from "../network/irc/encoding.ts";
import { PlainEncoding } from "../network/plain/encoding.ts";
import { RecentHosts } from "../network/recent-hosts.ts";
import { Throttle } from "../network/throttle.ts";
import { Tick } from "../network/tick.ts";
import type { Clock } from "../platform/clock.ts";
import { CONSOLE_SESSION, type Entry, type SessionId } from "../protocol/effects.ts";
import { BROWSER_SILENCE_MS } from "../protocol/limits.ts";
import { edgeSettings, httpSite } from "./edge-settings.ts";
import { SettingsGatekeeper } from "./gatekeeper.ts";
import { Passwords } from "./passwords.ts";
import type { Build } from "./rule-settings.ts";
import type { Settings } from "./settings.ts";
import { WrongPasswords } from "./wrong-passwords.ts";

export interface EdgeParts {
  readonly clock: Clock;
  readonly delivery: Delivery;
  readonly settings: Settings;
  readonly build: Build;
  readonly historyId: string;
  readonly accounts: AccountGate;
  readonly findMessage: FindMessage;
  /** See `HttpSite`. */
  openExport?(token: string): AsyncIterable<string> | undefined;
  readonly disk: DiskGate & { readonly isReady: boolean };
  submit(entry: Entry): void;
  fault(error: unknown): void;
}

export class Edge {
  readonly context: EdgeContext;
  readonly #parts: EdgeParts;
  readonly #changing: ChangingContext;
  readonly #throttle: Throttle;
  readonly #passwords = new Passwords();
  readonly #wrongPasswords = new WrongPasswords();
  #settings: Settings;
  #gatekeeper: SettingsGatekeeper;

  constructor(parts: EdgeParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#gatekeeper = this.#makeGatekeeper(parts.settings);
    this.#throttle = new Throttle((host) => this.#gatekeeper.speaksForMany(host));
    this.#changing = this.#makeContext();
    this.context = this.#changing;
  }

  #makeContext(): ChangingContext {
    const { delivery, disk, settings, build, historyId, accounts, findMessage, submit, fault } = this.#parts;
    const site = httpSite({
      current: () => this.#settings,
      isReady: () => disk.isReady,
      openExport: (token) => this.#parts.openExport?.(token),
    });
    const clock = guardedClock(this.#parts.clock, fault);
    const encoding = new PlainEncoding();
    const ircEncoding = new IrcEncoding({ language: build.language, historyId });
    const resetEncodings = (): void => {
      encoding.reset();
      ircEncoding.reset();
    };
    let lastSession: SessionId = CONSOLE_SESSION;
    return {
      clock,
      deadlines: new Deadlines(clock, fault),
      delivery,
      disk,
      encoding,
      ircEncoding,
      http: new HttpService({ clock, site, fault }),
      browsers: new RecentHosts(BROWSER_SILENCE_MS),
      gatekeeper: this.#gatekeeper,
      throttle: settings["flood-limits"] ? this.#throttle : undefined,
      settings: edgeSettings(settings, build),
      tick: new Tick(clock, resetEncodings),
      queueTotal: { bytes: 0 },
      historyId,
      accounts,
      findMessage,
      submit,
      fault,
      nextSession: () => ++lastSession,
    };
  }

  #makeGatekeeper(settings: Settings): SettingsGatekeeper {
    return new SettingsGatekeeper({
      clock: this.#parts.clock,
      settings,
      passwords: this.#passwords,
      wrongPasswords: this.#wrongPasswords,
    });
  }

  /** From now on these settings count, for those who are here as well. */
  change(settings: Settings, language: Language): void {
    const offered = capabilityOffer(this.#changing.settings);
    this.#settings = settings;
    this.#gatekeeper = this.#makeGatekeeper(settings);
    this.#changing.gatekeeper = this.#gatekeeper;
    this.#changing.throttle = settings["flood-limits"] ? this.#throttle : undefined;
    this.#changing.settings = edgeSettings(settings, { ...this.#parts.build, language });
    this.#changing.ircEncoding.language = language;
    this.#tellOfOffer(offerChange(offered, capabilityOffer(this.#changing.settings)));
  }

  #tellOfOffer(change: OfferChange | undefined): void {
    if (!change) return;
    const { delivery } = this.#parts;
    for (const session of delivery.sessions()) delivery.get(session)?.offerChanged?.(change);
  }
}

type Changing = "gatekeeper" | "settings" | "throttle";
/** Only the edge itself may replace these. */
type ChangingContext = Omit<EdgeContext, Changing> & { -readonly [Key in Changing]: EdgeContext[Key] };
