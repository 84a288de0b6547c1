/** Whom the settings trust: operators by their passwords, gateways and proxies by their addresses. */
import type { Gatekeeper } from "../network/edge-context.ts";
import type { Clock } from "../platform/clock.ts";
import type { SessionId } from "../protocol/effects.ts";
import { AddressList } from "./address-list.ts";
import { isSameText, type Passwords } from "./passwords.ts";
import type { Settings } from "./settings.ts";
import type { WrongPasswords } from "./wrong-passwords.ts";

export interface GatekeeperParts {
  readonly clock: Clock;
  readonly settings: Settings;
  /** These outlive the settings. */
  readonly passwords: Passwords;
  readonly wrongPasswords: WrongPasswords;
}

interface Gateway {
  readonly addresses: AddressList;
  readonly password: string;
}

/** Of one reading of the settings; a later one makes another. */
export class SettingsGatekeeper implements Gatekeeper {
  readonly #parts: GatekeeperParts;
  readonly #gateways: readonly Gateway[];
  readonly #proxies: AddressList;
  readonly #intermediaries: AddressList;

  constructor(parts: GatekeeperParts) {
    const { webirc, "proxy-from": proxies } = parts.settings;
    this.#parts = parts;
    this.#gateways = [...webirc].flatMap(([range, secret]) =>
      secret.kind === "plain" ? [{ addresses: new AddressList([range]), password: secret.text }] : [],
    );
    this.#proxies = new AddressList(proxies);
    this.#intermediaries = new AddressList([...webirc.keys(), ...proxies]);
  }

  async verifyOperator(name: string, password: string, session: SessionId): Promise<string | undefined> {
    const { clock, settings, passwords, wrongPasswords } = this.#parts;
    // Where nobody can be right, nothing is worth the work.
    if (settings.operators.size === 0) return undefined;
    if (!wrongPasswords.mayTry(session, clock.nowMs())) return undefined;
    if (await passwords.isRight(settings.operators.get(name), password)) return name;
    wrongPasswords.wrong(session, clock.nowMs());
    return undefined;
  }

  allowsGateway(address: string, password: string): boolean {
    return this.#gateways.some(
      (gateway) => gateway.addresses.has(address) && isSameText(gateway.password, password),
    );
  }

  allowsProxy(address: string): boolean {
    return this.#proxies.has(address);
  }

  /** Whether a gateway or proxy is at this address: the people behind it are not one. */
  speaksForMany(address: string): boolean {
    return this.#intermediaries.has(address);
  }
}
