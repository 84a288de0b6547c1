/** What the client needs of the platform. `client.ts` passes the real ones; a test may pass others. */
import type { Language } from "../locales/catalog.ts";
import type { ClientTextKey } from "../locales/client/texts.ts";
import type { Clock } from "../platform/clock.ts";
import type { OpenConsole } from "../platform/console.ts";
import type { EXIT } from "../platform/process.ts";
import type { PlatformSockets } from "../platform/types.ts";
import type { UdpDestination, UdpHandlers, UdpSocket } from "../platform/udp.ts";

export interface World {
  readonly connect: PlatformSockets["connect"];
  /** @throws where the name does not resolve. */
  resolveHost(host: string): Promise<string>;
  bindUdp(at: UdpDestination, handlers: UdpHandlers): Promise<UdpSocket>;
  readonly openConsole: OpenConsole;
  readonly clock: Clock;
  /** 0 … 1 */
  random(): number;
}

/** How the program ends; `client.ts` has the numbers. */
export type Outcome = keyof typeof EXIT;

/** A text in the person's language. */
export type Say = (key: ClientTextKey, params?: Readonly<Record<string, string | number>>) => string;

export interface Surroundings {
  readonly world: World;
  readonly say: Say;
  /** What `say` speaks from now on. */
  readonly chooseLanguage: (language: Language) => void;
}
