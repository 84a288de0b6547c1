/** What the parts of a conversation share: the person's side, which outlives connections, and the current connection. */
import type { Stay } from "../conversation.ts";
import { CONFIRM_MS, HISTORY_SHOWN } from "../limits.ts";
import { Account } from "./account/account.ts";
import type { Context } from "./context.ts";
import { Farewell } from "./farewell.ts";
import { RecentLines } from "./history/recent-lines.ts";
import type { Identity } from "./identity.ts";
import { IgnoreList } from "./ignore-list.ts";
import { Moves } from "./moves.ts";
import { guestName, NickCandidates } from "./nick-candidates.ts";
import { IrcSession } from "./session.ts";

export class Talk {
  readonly stay: Stay;
  readonly identity: Identity;
  readonly ignored = new IgnoreList();
  readonly farewell = new Farewell(this);
  readonly recent = new RecentLines();
  readonly account: Account;
  readonly moves = new Moves();
  /** Lines of its past that a person reads of a room they enter. */
  readonly historyShown: number;
  session: IrcSession;
  /** The room or person that lines are said to. */
  target: string | undefined;
  /** The nick to have: asked for at first, then the last one the server gave to a wish of the person. */
  nick: string;
  /** The last name that was refused because it belongs to an account. */
  reserved: string | undefined;
  /** The keys of rooms that were entered with one, by folded name. */
  readonly keys = new Map<string, string>();
  /** What others are told when this person leaves. */
  quitReason = "";
  #isConfirming = false;

  constructor(stay: Stay, identity: Identity) {
    this.stay = stay;
    this.identity = identity;
    this.nick = identity.nick;
    this.account = new Account(stay);
    this.historyShown = identity.historyShown ?? (stay.interactive ? HISTORY_SHOWN : 0);
    this.session = this.#newSession();
  }

  /** Forgets everything that ended with the last connection. */
  renew(): void {
    this.session = this.#newSession();
  }

  get context(): Context {
    const { say, world } = this.stay;
    const { state } = this.session;
    const nowMs = world.clock.nowMs();
    const follows = (room: string) => this.target === undefined || this.moves.has(room, state);
    return { state, target: this.target, nowMs, recent: this.recent, follows, say };
  }

  /** The person has chosen a name before the welcome. */
  tryNick(nick: string): void {
    this.nick = nick;
    this.session.sendNow("NICK", nick);
  }

  /** Asks, a little later, whether lines have arrived of which nothing else tells. */
  confirmSoon(): void {
    if (this.#isConfirming) return;
    this.#isConfirming = true;
    this.stay.world.clock.after(CONFIRM_MS, () => {
      this.#isConfirming = false;
      this.session.confirm();
    });
  }

  #newSession(): IrcSession {
    const guest = guestName(this.stay.world.random());
    const registration = {
      candidates: new NickCandidates(this.nick, guest),
      logsIn: this.account.login !== undefined,
      language: this.stay.say("languageTag"),
    };
    return new IrcSession((text) => this.stay.send(text), registration);
  }
}
