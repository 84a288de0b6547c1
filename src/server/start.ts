/** The composition root: makes the rooms of one server and connects them. */
import { Chat } from "../chat/chat.ts";
import { memoryHistory } from "../history/memory.ts";
import type { Language } from "../locales/catalog.ts";
import { Datagrams } from "../network/datagrams.ts";
import { Delivery } from "../network/delivery.ts";
import type { EdgeContext, Gatekeeper } from "../network/edge-context.ts";
import type { HttpSite } from "../network/http/routes.ts";
import { HttpService } from "../network/http/service.ts";
import { IrcEncoding } from "../network/irc/encoding.ts";
import { Connections } from "../network/listener.ts";
import { PlainEncoding } from "../network/plain/encoding.ts";
import { Tick } from "../network/tick.ts";
import type { Clock } from "../platform/clock.ts";
import { resolveHost } from "../platform/dns.ts";
import { openFilesMax } from "../platform/process.ts";
import { randomId } from "../platform/random.ts";
import { type Address, type Endpoint, type Listener, SocketError } from "../platform/types.ts";
import type { UdpSocket } from "../platform/udp.ts";
import { clearStaleUnixSocket, removeUnixSocket } from "../platform/unix-socket.ts";
import { CONSOLE_SESSION, type Entry, type SessionId } from "../protocol/effects.ts";
import { HISTORY_CHARACTERS_MAX, HISTORY_MESSAGES_MAX, SPARE_FILES } from "../protocol/limits.ts";
import { localSequencer } from "../sequencer/local.ts";
import { type Observer, Pipeline } from "./pipeline.ts";
import { ruleSettings, SERVER_NAME } from "./rule-settings.ts";
import type { Settings } from "./settings.ts";

export interface ServerParts {
  readonly version: string;
  readonly settings: Settings;
  readonly language: Language;
  readonly clock: Clock;
  readonly observer: Observer;
  /** Datagrams are not to be had on this address; the server goes on without. */
  udpUnavailable(address: string, reason: string): void;
}

export class ListenFailure extends Error {
  override readonly name = "ListenFailure";
  readonly endpoint: Endpoint;
  readonly reason: SocketError["reason"] | "name-not-found";

  constructor(endpoint: Endpoint, reason: ListenFailure["reason"], cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.endpoint = endpoint;
    this.reason = reason;
  }
}

const HTTP_SITE: HttpSite = { allowedHosts: [], allowedOrigins: [], isReady: () => true };

const NOBODY_IS_TRUSTED: Gatekeeper = {
  verifyOperator: async () => undefined,
  allowsGateway: () => false,
  allowsProxy: () => false,
};

/** How long goodbyes may take to leave. */
const GOODBYE_MS_MAX = 1_500;

export class Server {
  readonly delivery = new Delivery();
  readonly #parts: ServerParts;
  readonly #connections: Connections;
  readonly #datagrams: Datagrams;
  readonly #listeners: Listener[] = [];
  readonly #udpSockets: UdpSocket[] = [];
  readonly #submit: (entry: Entry) => void;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const { clock, settings, observer } = parts;
    const chat = new Chat({
      historyId: randomId(8),
      startedAtMs: clock.nowMs(),
      settings: ruleSettings(settings, { version: parts.version, language: parts.language }),
    });
    const history = memoryHistory({
      messagesMax: HISTORY_MESSAGES_MAX,
      charactersMax: HISTORY_CHARACTERS_MAX,
    });
    const pipeline = new Pipeline({ chat, history, delivery: this.delivery, observer, rehash: () => {} });
    const sequencer = localSequencer(clock, (stamped) => pipeline.decide(stamped));
    this.#submit = (entry) => sequencer.submit(entry);
    const edge = this.#edge();
    this.#connections = new Connections(edge);
    this.#datagrams = new Datagrams(edge);
  }

  #edge(): EdgeContext {
    const { clock, settings, language, version } = this.#parts;
    const encoding = new PlainEncoding();
    const ircEncoding = new IrcEncoding(language);
    let lastSession: SessionId = CONSOLE_SESSION;
    return {
      clock,
      encoding,
      ircEncoding,
      http: new HttpService({ clock, site: HTTP_SITE, fault: (error) => this.#parts.observer.fault(error) }),
      gatekeeper: NOBODY_IS_TRUSTED,
      delivery: this.delivery,
      tick: new Tick(clock, () => {
        encoding.reset();
        ircEncoding.reset();
      }),
      queueTotal: { bytes: 0 },
      submit: this.#submit,
      nextSession: () => ++lastSession,
      fault: (error) => this.#parts.observer.fault(error),
      settings: {
        version,
        language,
        channel: settings.channel,
        welcome: settings.welcome,
        serverName: SERVER_NAME,
        echo: settings.echo,
        messageBytesMax: settings["buffer-size"],
        connectionsMax: this.connectionsMax,
      },
    };
  }

  /** What was asked for, but never more than fits below the limit of open files: both runtimes fail badly there. */
  get connectionsMax(): number {
    const fitting = Math.max(1, openFilesMax() - SPARE_FILES);
    return Math.min(this.#parts.settings["max-clients"] ?? fitting, fitting);
  }

  submit(entry: Entry): void {
    this.#submit(entry);
  }

  /** Listens on one endpoint, and for datagrams on the same port. @throws ListenFailure */
  async listen(endpoint: Endpoint): Promise<Address> {
    const resolved = await resolveEndpoint(endpoint);
    if (resolved.kind === "unix") await clearStaleUnixSocket(resolved.path);
    try {
      const listener = this.#connections.listen(resolved);
      this.#listeners.push(listener);
      if (resolved.kind === "tcp" && this.#parts.settings.udp) await this.#bindUdp(listener.address);
      return listener.address;
    } catch (error) {
      throw new ListenFailure(endpoint, error instanceof SocketError ? error.reason : "other", error);
    }
  }

  async #bindUdp({ host, port }: Address): Promise<void> {
    try {
      this.#udpSockets.push(await this.#datagrams.bind(host, port));
    } catch (error) {
      this.#parts.udpUnavailable(`${host} ${port}`, error instanceof Error ? error.message : String(error));
    }
  }

  /** Says goodbye to everybody, lets it leave, and closes everything. */
  async stop(): Promise<void> {
    for (const listener of this.#listeners) {
      listener.stop();
      if (listener.address.family === "unix") removeUnixSocket(listener.address.host);
    }
    for (const session of this.delivery.sessions()) {
      if (session !== CONSOLE_SESSION) {
        this.#submit({ kind: "disconnect", session, reason: { kind: "shutdown" } });
      }
    }
    this.#connections.closeAll();
    await Promise.all(this.#udpSockets.map((socket) => socket.close()));
    await this.#connections.allClosed(GOODBYE_MS_MAX);
  }
}

async function resolveEndpoint(endpoint: Endpoint): Promise<Endpoint> {
  if (endpoint.kind === "unix") return endpoint;
  try {
    return { ...endpoint, host: await resolveHost(endpoint.host) };
  } catch (error) {
    throw new ListenFailure(endpoint, "name-not-found", error);
  }
}
