/** Who is kept out of this server, and who is heard by nobody. */
import type { Casemapping } from "../../protocol/casemapping.ts";
import { isExpired, type Sanction, type SanctionKind } from "../../protocol/sanction.ts";
import type { Session } from "../user.ts";
import { SanctionList } from "./sanction-list.ts";
import { subjectOf } from "./subject.ts";

/** What was found out about a session, as long as it is who it was and the mutes are what they were. */
interface Known {
  readonly source: Session["user"]["source"];
  readonly generation: number;
  readonly mute: Sanction | undefined;
}

export class Sanctions {
  readonly lists: Readonly<Record<SanctionKind, SanctionList>>;
  /** Each message asks. */
  readonly #known = new WeakMap<Session, Known>();

  constructor(casemapping: Casemapping) {
    this.lists = { ban: new SanctionList(casemapping), mute: new SanctionList(casemapping) };
  }

  get bans(): SanctionList {
    return this.lists.ban;
  }

  /** What keeps this session from being heard; the server's operators are heard in any case. */
  muteOf(session: Session, nowMs: number): Sanction | undefined {
    const { mute: mutes } = this.lists;
    if (mutes.size === 0 || session.user.isOperator) return undefined;
    const { mute } = this.#knownOf(session, nowMs);
    if (!mute || !isExpired(mute, nowMs)) return mute;
    // Another one may count still.
    return mutes.find(subjectOf(session), nowMs);
  }

  #knownOf(session: Session, nowMs: number): Known {
    const { mute: mutes } = this.lists;
    const { source } = session.user;
    const before = this.#known.get(session);
    if (before?.source === source && before.generation === mutes.generation) return before;
    const known = { source, generation: mutes.generation, mute: mutes.find(subjectOf(session), nowMs) };
    this.#known.set(session, known);
    return known;
  }
}
