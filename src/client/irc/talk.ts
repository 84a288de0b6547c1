/** What the parts of a conversation share: the person's side, which outlives connections, and the current connection. */
import type { Stay } from "../conversation.ts";
import type { Context } from "./context.ts";
import { Farewell } from "./farewell.ts";
import type { Identity } from "./identity.ts";
import { IgnoreList } from "./ignore-list.ts";
import { guestName, NickCandidates } from "./nick-candidates.ts";
import { IrcSession } from "./session.ts";

export class Talk {
  readonly stay: Stay;
  readonly identity: Identity;
  readonly ignored = new IgnoreList();
  readonly farewell = new Farewell(this);
  session: IrcSession;
  /** The room or person that lines are said to. */
  target: string | undefined;
  /** The nick to have: asked for at first, then the last one the server gave to a wish of the person. */
  nick: string;
  /** The keys of rooms that were entered with one, by folded name. */
  readonly keys = new Map<string, string>();
  /** What others are told when this person leaves. */
  quitReason = "";

  constructor(stay: Stay, identity: Identity) {
    this.stay = stay;
    this.identity = identity;
    this.nick = identity.nick;
    this.session = this.#newSession();
  }

  /** Forgets everything that ended with the last connection. */
  renew(): void {
    this.session = this.#newSession();
  }

  get context(): Context {
    const { say, world } = this.stay;
    return { state: this.session.state, target: this.target, nowMs: world.clock.nowMs(), say };
  }

  /** The person has chosen a name before the welcome. */
  tryNick(nick: string): void {
    this.nick = nick;
    this.session.sendNow("NICK", nick);
  }

  #newSession(): IrcSession {
    const guest = guestName(this.stay.world.random());
    return new IrcSession((text) => this.stay.send(text), new NickCandidates(this.nick, guest));
  }
}
