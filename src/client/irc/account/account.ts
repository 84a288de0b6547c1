/** The account that a person is logged in to, or wants to be: kept over all connections, so that a login outlasts them. */
import type { Stay } from "../../conversation.ts";
import { LOGIN_MS } from "../../limits.ts";
import type { Incoming } from "../incoming.ts";
import type { IrcSession } from "../session.ts";
import { type Login, type Mechanism, newNonce, Plain, Scram } from "./mechanism.ts";
import { RegisterExchange, type Registering, type RegisterResult } from "./registering.ts";
import { SaslExchange, type SaslResult } from "./sasl-exchange.ts";

/** How a login went. */
export type LoginResult = SaslResult | "noAccounts";

const SCRAM = "SCRAM-SHA-256";
const PLAIN = "PLAIN";

export class Account {
  readonly #stay: Stay;
  #exchange: SaslExchange | undefined;
  #registering: RegisterExchange | undefined;
  /** The mechanisms a server has named that did not know ours. */
  #named: readonly string[] = [];
  #hasWarned = false;
  #name: string | undefined;
  /** Who to log in as on the next connection, and with what. */
  login: Login | undefined;

  constructor(stay: Stay) {
    this.#stay = stay;
  }

  /** As the server has said; undefined where nobody is logged in. */
  get name(): string | undefined {
    return this.#name;
  }

  /** Reads a line of the server. @returns whether it belongs to a login that is under way. */
  read(line: Incoming): boolean {
    if (line.command === "900") this.#name = line.params[2];
    if (line.command === "901") this.forget();
    this.#registering?.read(line);
    return this.#exchange?.read(line) ?? false;
  }

  /** Nobody is logged in any more, nor will be on the next connection. */
  forget(): void {
    this.#name = undefined;
    this.login = undefined;
  }

  /** The connection is gone. */
  lost(): void {
    this.#name = undefined;
    this.#exchange?.end("gone");
    this.#registering?.end({ kind: "unanswered" });
  }

  /** There is a new password, if the server takes it. */
  renew(name: string, password: string): void {
    const before = this.login?.secret;
    this.login = { name, secret: { kind: "password", password }, ...(before && { before }) };
  }

  /** Makes an account; it is logged in to on the next connections. */
  async register(session: IrcSession, asked: Registering): Promise<RegisterResult> {
    const exchange = new RegisterExchange();
    this.#registering = exchange;
    const timer = this.#stay.world.clock.after(LOGIN_MS, () => exchange.end({ kind: "unanswered" }));
    session.sendNow("REGISTER", asked.name, asked.email, asked.password);
    const result = await exchange.result;
    timer.cancel();
    if (result.kind === "registered")
      this.login = { name: result.account, secret: { kind: "password", password: asked.password } };
    return result;
  }

  /** Logs in. Where that works, the same is done on the next connections. */
  async logIn(session: IrcSession, login: Login): Promise<LoginResult> {
    const result = await this.#tryWith(session, login);
    const isRefused = result === "refused" || result === "stale";
    if (!isRefused || !login.before) return result;
    return this.#tryWith(session, { name: login.name, secret: login.before });
  }

  async #tryWith(session: IrcSession, login: Login): Promise<LoginResult> {
    const { capabilities } = session.state;
    if (!capabilities.has("sasl")) return "noAccounts";
    const offered = capabilities.valuesOf("sasl");
    if (offered.includes(SCRAM)) return this.#run(session, login, new Scram(login, newNonce()));
    if (offered.length > 0) return this.#tryPlain(session, login, offered);
    const result = await this.#run(session, login, new Scram(login, newNonce()));
    // Older servers name what they know when they are asked for something else.
    return result === "otherMechanisms" ? this.#tryPlain(session, login, this.#named) : result;
  }

  async #tryPlain(session: IrcSession, login: Login, offered: readonly string[]): Promise<LoginResult> {
    if (!offered.includes(PLAIN)) return "otherMechanisms";
    // What a better server has left of the password does not do here.
    if (login.secret.kind !== "password") return "stale";
    if (!this.#hasWarned) this.#stay.notice("accountPlain");
    this.#hasWarned = true;
    return this.#run(session, login, new Plain(login.name, login.secret.password));
  }

  async #run(session: IrcSession, login: Login, mechanism: Mechanism): Promise<SaslResult> {
    const exchange = new SaslExchange(mechanism, (param) => session.sendNow("AUTHENTICATE", param));
    this.#exchange = exchange;
    const timer = this.#stay.world.clock.after(LOGIN_MS, () => exchange.giveUp());
    const result = await exchange.run();
    timer.cancel();
    this.#named = exchange.offered;
    if (result === "success") this.login = { name: login.name, secret: mechanism.secret };
    return result;
  }
}
