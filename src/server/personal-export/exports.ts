/** Copies of accounts that their owners may fetch: each by a link that works once and for minutes, which nobody guesses. */
import type { History } from "../../history/history.ts";
import type { Recipient } from "../../network/delivery.ts";
import { EXPORT_PATH } from "../../network/http/routes.ts";
import type { Clock } from "../../platform/clock.ts";
import { randomId } from "../../platform/random.ts";
import { EXPORT_LINK_MS, EXPORTS_MAX } from "../../protocol/limits.ts";
import type { NoticeName } from "../../protocol/notices.ts";
import type { PersonalCopy } from "../../protocol/personal-copy.ts";
import { personalFile } from "./file.ts";
import { sentPages } from "./pages.ts";

/** Five random bits each: 130. */
const TOKEN_LENGTH = 26;

export interface ExportsParts {
  readonly clock: Pick<Clock, "nowMs">;
  readonly history: Pick<History, "find" | "historyId">;
  /** Whether the account is still there, with the password it had. */
  isCurrent(copy: PersonalCopy): boolean;
}

interface Link {
  readonly copy: PersonalCopy;
  readonly expiresAtMs: number;
}

export class PersonalExports {
  readonly #parts: ExportsParts;
  /** By token, the oldest first; one of each account. */
  readonly #links = new Map<string, Link>();
  /** Accounts whose copies are on their way. */
  readonly #running = new Set<string>();

  constructor(parts: ExportsParts) {
    this.#parts = parts;
  }

  /** Tells who asked where the copy is, or why there is none. A link from before works no more. */
  offer(copy: PersonalCopy, asker: Recipient): void {
    this.#forgetOld(copy);
    const refusal = this.#refusal(copy);
    if (refusal) {
      asker.tell({ kind: "notice", from: "NickServ", name: refusal, params: [] });
      return;
    }
    const token = randomId(TOKEN_LENGTH);
    this.#links.set(token, { copy, expiresAtMs: this.#parts.clock.nowMs() + EXPORT_LINK_MS });
    const path = `${EXPORT_PATH}${token}`;
    const { reachedAt } = asker;
    const minutes = String(EXPORT_LINK_MS / 60_000);
    if (reachedAt === undefined)
      asker.tell({ kind: "notice", from: "NickServ", name: "export-path", params: [path, minutes] });
    else
      asker.tell({
        kind: "notice",
        from: "NickServ",
        name: "export-link",
        params: [`http://${reachedAt}${path}`, minutes],
      });
  }

  /** The copy that this token is for, which works no more. */
  open(token: string): AsyncIterable<string> | undefined {
    const link = this.#links.get(token);
    this.#links.delete(token);
    const { clock } = this.#parts;
    if (!link || link.expiresAtMs <= clock.nowMs() || !this.#parts.isCurrent(link.copy)) return undefined;
    return this.#send(link.copy);
  }

  async *#send(copy: PersonalCopy): AsyncGenerator<string> {
    const { history } = this.#parts;
    this.#running.add(copy.id);
    try {
      yield* personalFile({ historyId: history.historyId, copy, pages: sentPages(history, copy) });
    } finally {
      this.#running.delete(copy.id);
    }
  }

  #refusal({ id }: PersonalCopy): NoticeName | undefined {
    if (this.#running.has(id)) return "export-running";
    return this.#links.size + this.#running.size >= EXPORTS_MAX ? "export-busy" : undefined;
  }

  /** Those that are too old, and the one that another takes the place of. */
  #forgetOld({ id }: PersonalCopy): void {
    const nowMs = this.#parts.clock.nowMs();
    for (const [token, { copy, expiresAtMs }] of this.#links)
      if (expiresAtMs <= nowMs || copy.id === id) this.#links.delete(token);
  }
}
