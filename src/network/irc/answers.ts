/** The answers of one session, in the order of its questions (docs/decisions/0015): each at once, or collected under a label. */
import { ANSWERS_WAITING_MAX } from "../../protocol/limits.ts";
import { Answer } from "./answer.ts";
import { type BatchNames, type Item, writeItem } from "./batch.ts";

/** Something that will be answered: an entry in the order, or what the edge answers itself in its turn. */
type Outstanding = string | undefined | (() => void);

export interface AnswersParts {
  readonly serverName: string;
  /** Sends what was collected. */
  sendLines(lines: readonly string[]): void;
}

export class Answers implements BatchNames {
  readonly #parts: AnswersParts;
  /** In the order they were asked: what is answered late holds back what came after it. */
  readonly #outstanding: Outstanding[] = [];
  /** The answer being collected, since it is labelled or in a batch; undefined for all others, which leave at once. */
  #collected: Answer | undefined;
  #label: string | undefined;
  /** How many answers are under way: what an answer asks for itself is answered within it. */
  #depth = 0;
  #openBatches = 0;
  #lastReference = 0;

  constructor(parts: AnswersParts) {
    this.#parts = parts;
  }

  get serverName(): string {
    return this.#parts.serverName;
  }

  newReference(): string {
    this.#lastReference += 1;
    return this.#lastReference.toString(36);
  }

  /** Whether so many wait that nothing more should be asked. */
  get isBehind(): boolean {
    return this.#outstanding.length >= ANSWERS_WAITING_MAX;
  }

  /** An entry goes into the order; `begin` and `end` will stand around what comes of it. */
  asked(label: string | undefined): void {
    this.#outstanding.push(label);
  }

  /** What the edge answers itself: after everything that was asked before. */
  inTurn(answer: () => void, label: string | undefined): void {
    const run = (): void => {
      this.#enter(label);
      try {
        answer();
      } finally {
        this.#leave();
      }
    };
    this.#outstanding.push(run);
    if (this.#depth === 0) this.#runEdge();
  }

  /** What comes from now on answers the oldest entry; within an answer, what that has just asked and is answered at once. */
  begin(): void {
    const next = this.#depth === 0 ? this.#outstanding.shift() : this.#outstanding.pop();
    this.#enter(typeof next === "string" ? next : undefined);
  }

  end(): void {
    this.#leave();
    if (this.#depth === 0) this.#runEdge();
  }

  /** What the edge answers, up to the next entry. */
  #runEdge(): void {
    while (typeof this.#outstanding[0] === "function") (this.#outstanding.shift() as () => void)();
  }

  beginBatch(type: string, params: readonly string[]): void {
    this.#openBatches += 1;
    this.#collected ??= new Answer();
    this.#collected.beginBatch(type, params);
  }

  /** Does nothing where no batch was begun. */
  endBatch(): void {
    if (this.#openBatches === 0) return;
    this.#openBatches -= 1;
    this.#collected?.endBatch();
    if (this.#openBatches === 0 && this.#label === undefined) this.#write();
  }

  get isCollecting(): boolean {
    return this.#collected !== undefined;
  }

  /** To the answer under way, or at once. */
  add(item: Item): void {
    if (this.#collected) this.#collected.add(item);
    else this.#parts.sendLines(writeItem(item, "", this));
  }

  /** The session is over: what was collected leaves, and nothing else is answered. */
  close(): void {
    this.#write();
    this.#outstanding.length = 0;
  }

  #enter(label: string | undefined): void {
    this.#depth += 1;
    if (this.#depth > 1 || label === undefined) return;
    this.#label = label;
    this.#collected = new Answer();
  }

  #leave(): void {
    this.#depth -= 1;
    if (this.#depth === 0) this.#write();
  }

  #write(): void {
    const answer = this.#collected;
    const label = this.#label;
    this.#collected = undefined;
    this.#label = undefined;
    if (!answer) return;
    this.#parts.sendLines(label === undefined ? answer.unlabelled(this) : answer.labelled(label, this));
  }
}
