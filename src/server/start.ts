/** The composition root: makes the rooms of one server and connects them. */
import type { Chat } from "../chat/chat.ts";
import type { History } from "../history/history.ts";
import type { Language } from "../locales/catalog.ts";
import { Datagrams } from "../network/datagrams.ts";
import { Delivery } from "../network/delivery.ts";
import { Connections } from "../network/listener.ts";
import type { Clock } from "../platform/clock.ts";
import { resolveHost } from "../platform/dns.ts";
import { type Address, type Endpoint, type Listener, SocketError } from "../platform/types.ts";
import { bindUdp, type UdpSocket } from "../platform/udp.ts";
import { clearStaleUnixSocket, removeUnixSocket } from "../platform/unix-socket.ts";
import { CONSOLE_SESSION, type EndReason, type Entry, type SessionId } from "../protocol/effects.ts";
import type { PersonalCopy } from "../protocol/personal-copy.ts";
import { localSequencer } from "../sequencer/local.ts";
import { type DiskNews, DiskWatch } from "./disk-watch.ts";
import { Edge } from "./edge.ts";
import { messageFinder } from "./find-message.ts";
import { PersonalExports } from "./personal-export/exports.ts";
import { type Observer, Pipeline } from "./pipeline.ts";
import { restoredChat } from "./restored-chat.ts";
import { ruleSettings } from "./rule-settings.ts";
import type { Settings } from "./settings.ts";

export interface ServerParts {
  readonly version: string;
  readonly settings: Settings;
  /** Where the settings name none. */
  readonly localeLanguage: Language;
  readonly clock: Clock;
  /** Open; whoever opened it closes it, after `stop`. */
  readonly history: History;
  readonly observer: Observer;
  readonly disk: DiskNews;
  /** Datagrams are not to be had on this address; the server goes on without. */
  udpUnavailable(address: string, reason: string): void;
  /** An operator asks for the configuration to be read again. */
  rehash(session: SessionId): void;
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

/** How long the disk may take for what was said before the goodbye. */
const LAST_WORDS_MS_MAX = 1_000;
/** How long goodbyes may take to leave. */
const GOODBYE_MS_MAX = 1_500;

export class Server {
  readonly delivery = new Delivery();
  readonly #parts: ServerParts;
  readonly #chat: Chat;
  readonly #disk: DiskWatch;
  readonly #edge: Edge;
  readonly #connections: Connections;
  readonly #datagrams: Datagrams;
  readonly #listeners: Listener[] = [];
  readonly #udpSockets: UdpSocket[] = [];
  readonly #submit: (entry: Entry) => void;
  #settings: Settings;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    const { clock, observer, settings } = parts;
    const build = { version: parts.version, language: this.#language(settings) };
    const { history } = parts;
    const { historyId } = history;
    const fault = (error: unknown): void => observer.fault(error);
    const chatParts = { settings: ruleSettings(settings, build) };
    const { chat, accounts } = restoredChat({ clock, history, chatParts, fault });
    this.#chat = chat;
    const disk = new DiskWatch({ clock, news: parts.disk, state: () => history.state() });
    this.#disk = disk;
    const exports = new PersonalExports({ clock, history, isCurrent: (copy) => isCurrentCopy(chat, copy) });
    const pipeline = new Pipeline({
      chat: this.#chat,
      history,
      delivery: this.delivery,
      observer,
      disk,
      submit: (entry) => this.#submit(entry),
      offerCopy: (copy, asker) => exports.offer(copy, asker),
      // After the answer that says so has left.
      rehash: (session) => clock.endOfTick(() => parts.rehash(session)),
    });
    const sequencer = localSequencer(clock, (stamped) => pipeline.decide(stamped), history);
    this.#submit = (entry) => sequencer.submit(entry);
    this.#edge = new Edge({
      clock,
      delivery: this.delivery,
      settings,
      build,
      historyId,
      accounts,
      findMessage: messageFinder(history),
      openExport: (token) => exports.open(token),
      disk,
      submit: this.#submit,
      fault,
    });
    this.#connections = new Connections(this.#edge.context);
    this.#datagrams = new Datagrams(this.#edge.context, bindUdp);
  }

  /** What counts now. */
  get settings(): Settings {
    return this.#settings;
  }

  /** Replaces the settings of the running server; the rules hear of it in the one order. */
  change(settings: Settings): void {
    const language = this.#language(settings);
    this.#settings = settings;
    this.#edge.change(settings, language);
    this.#submit({
      kind: "settings",
      settings: ruleSettings(settings, { version: this.#parts.version, language }),
    });
  }

  #language({ lang }: Settings): Language {
    return lang ?? this.#parts.localeLanguage;
  }

  get connectionsMax(): number {
    return this.#edge.context.settings.connectionsMax;
  }

  /** A notice of the server to one person, who asked for it. */
  tell(session: SessionId, text: string): void {
    const { "server-name": nick, description: realname } = this.#settings;
    this.delivery.get(session)?.receive({
      command: "NOTICE",
      params: [this.#chat.session(session)?.user.nick ?? "*", text],
      source: { nick, username: "", host: nick, realname, isGuest: false, isBot: false },
      // Not in the order, and so without a msgid.
      sequence: 0,
      index: 0,
      timeMs: this.#parts.clock.nowMs(),
    });
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
      if (resolved.kind === "tcp" && this.#settings.udp) await this.#bindUdp(listener.address);
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

  /** Tells everybody what was said until now and goodbye, lets it leave, and closes everything. */
  async stop(): Promise<void> {
    for (const listener of this.#listeners) {
      listener.stop();
      if (listener.address.family === "unix") removeUnixSocket(listener.address.host);
    }
    // Who is not told of a line that is kept would say it again to the next server.
    this.#disk.close();
    await this.#lastWords();
    this.#sayGoodbye({ kind: "shutdown" });
    this.#connections.closeAll();
    await Promise.all(this.#udpSockets.map((socket) => socket.close()));
    await this.#connections.allClosed(GOODBYE_MS_MAX);
  }

  /** Commits are answered in their order: behind the last one, everything that was said is told. */
  #lastWords(): Promise<void> {
    const { clock, history } = this.#parts;
    return new Promise((resolve) => {
      const timer = clock.after(LAST_WORDS_MS_MAX, resolve);
      history.commit([], () => {
        timer.cancel();
        resolve();
      });
    });
  }

  /** First to everybody, then to the rules: who goes needs not be told that all others go too. */
  #sayGoodbye(reason: EndReason): void {
    const leaving = this.delivery.sessions().filter((session) => session !== CONSOLE_SESSION);
    for (const session of leaving) {
      this.delivery.get(session)?.close(reason);
      this.delivery.remove(session);
    }
    for (const session of leaving) this.#submit({ kind: "disconnect", session, reason });
  }
}

/** Who has erased the account, or has another password, gives no copy away any more. */
function isCurrentCopy({ accounts }: Chat, { id, version }: PersonalCopy): boolean {
  return accounts.get(id)?.credential.version === version;
}

async function resolveEndpoint(endpoint: Endpoint): Promise<Endpoint> {
  if (endpoint.kind === "unix") return endpoint;
  try {
    return { ...endpoint, host: await resolveHost(endpoint.host) };
  } catch (error) {
    throw new ListenFailure(endpoint, "name-not-found", error);
  }
}
