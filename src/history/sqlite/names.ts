/** The numbers that stand for targets and sources in the rows. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { formerName, pairOf, type RenameWrite, type TargetWrite } from "../../protocol/history.ts";
import type { Source } from "../../protocol/message.ts";
import { foldText } from "../words.ts";

/** Names whose numbers are remembered; beyond that, all are looked up again. */
const REMEMBERED_MAX = 10_000;

const FIND_SOURCE = `SELECT id FROM sources WHERE sender = ? AND nick = ? AND username = ? AND host = ? AND realname = ?
  AND account = ? AND is_guest = ? AND is_bot = ?`;
const ADD_SOURCE = `INSERT INTO sources (sender, nick, username, host, realname, account, is_guest, is_bot, folded_nick)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** As who somebody was shown: all the rows up to `last_id` that are theirs shall go. */
const MARK_SOURCES = `INSERT INTO forgotten (source, next_id, last_id) SELECT id, 1, ? FROM sources
  WHERE sender = ? AND sender <> ''`;
/** Nobody's, and each still another. */
const BLANK_SOURCES = `UPDATE sources SET sender = '', nick = '', username = '', host = '', realname = CAST(id AS TEXT),
  account = '', is_guest = 0, is_bot = 0, folded_nick = '' WHERE sender = ?`;

/** For the one writer: what it adds in a transaction that fails must be forgotten with it, by making a new one of these. */
export class Names {
  readonly #findTarget: StatementSync;
  readonly #addTarget: StatementSync;
  readonly #renameTarget: StatementSync;
  readonly #findSource: StatementSync;
  readonly #addSource: StatementSync;
  readonly #markSources: StatementSync;
  readonly #blankSources: StatementSync;
  readonly #targets = new Map<string, number>();
  readonly #sources = new Map<string, number>();
  #sourceObjects = new WeakMap<Source, number>();

  constructor(database: DatabaseSync) {
    this.#findTarget = database.prepare("SELECT id FROM targets WHERE name = ?");
    this.#addTarget = database.prepare("INSERT INTO targets (name, one, other) VALUES (?, ?, ?)");
    this.#renameTarget = database.prepare("UPDATE targets SET name = ? WHERE name = ?");
    this.#findSource = database.prepare(FIND_SOURCE);
    this.#addSource = database.prepare(ADD_SOURCE);
    this.#markSources = database.prepare(MARK_SOURCES);
    this.#blankSources = database.prepare(BLANK_SOURCES);
  }

  target(name: string): number {
    const known = this.#targets.get(name);
    if (known !== undefined) return known;
    const [one, other] = pairOf(name) ?? [null, null];
    const id = this.#findTarget.get(name)?.["id"] ?? this.#addTarget.run(name, one, other).lastInsertRowid;
    return remember(this.#targets, name, Number(id));
  }

  /** @param write all that one person says in a batch has one source object, and no two persons share one. */
  source({ senderId, source }: TargetWrite): number {
    const known = this.#sourceObjects.get(source) ?? this.#sourceOf(senderId, source);
    this.#sourceObjects.set(source, known);
    return known;
  }

  #sourceOf(senderId: string, source: Source): number {
    const { nick, username, host, realname, account = "", isGuest, isBot } = source;
    const key = `${senderId}\n${nick}\n${username}\n${host}\n${realname}\n${account}\n${isGuest}${isBot}`;
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const columns = [senderId, nick, username, host, realname, account, Number(isGuest), Number(isBot)];
    const found = this.#findSource.get(...columns)?.["id"];
    const id = found ?? this.#addSource.run(...columns, foldText(nick)).lastInsertRowid;
    return remember(this.#sources, key, Number(id));
  }

  /** Whoever was shown as this sender up to this row was nobody. */
  forget(senderId: string, lastId: number): void {
    this.#markSources.run(lastId, senderId);
    this.#blankSources.run(senderId);
    this.#sources.clear();
    this.#sourceObjects = new WeakMap();
  }

  /** The rows go along; those of a former channel with the new name stay behind under a name of their own. */
  rename({ target, newTarget, sequence }: RenameWrite): void {
    this.#renameTarget.run(formerName(newTarget, sequence), newTarget);
    this.#renameTarget.run(newTarget, target);
    this.#targets.delete(target);
    this.#targets.delete(newTarget);
  }
}

function remember(numbers: Map<string, number>, name: string, id: number): number {
  if (numbers.size >= REMEMBERED_MAX) numbers.clear();
  numbers.set(name, id);
  return id;
}
