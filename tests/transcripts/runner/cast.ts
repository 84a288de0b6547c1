/** The people of a transcript: each connects and says who they are when they are first heard of. */
import type { Driver, Peer, Stage } from "./driver.ts";
import { showLine } from "./pattern.ts";
import type { Transcript } from "./transcript.ts";

export interface Person {
  readonly name: string;
  readonly peer: Peer;
  readonly standing: "registered" | "stranger";
}

export class Cast {
  readonly #stage: Stage;
  readonly #transcript: Transcript;
  readonly #people = new Map<string, Person>();
  #isInScene = false;

  constructor(stage: Stage, transcript: Transcript) {
    this.#stage = stage;
    this.#transcript = transcript;
  }

  static async open(driver: Driver, transcript: Transcript): Promise<Cast> {
    return new Cast(await driver.open(transcript.settings), transcript);
  }

  get stage(): Stage {
    return this.#stage;
  }

  people(): Iterable<Person> {
    return this.#people.values();
  }

  /** A plain person is here at once: greeted, and in the room where guests arrive. */
  async greet(name: string): Promise<void> {
    const person = await this.#connect(name, "plain");
    // Any command ends the silence that the greeting waits for, and says nothing to anybody.
    say(person.peer, "/charset utf-8");
    await this.settle(person);
    person.peer.inbox.clear();
  }

  /** Whoever speaks IRC connects when they are first heard of: in silence they would be greeted as plain people. */
  async person(name: string): Promise<Person> {
    const known = this.#people.get(name);
    if (known) return known;
    const person = await this.#connect(name, "irc");
    if (person.standing === "registered") await this.#register(person);
    return person;
  }

  async #connect(name: string, language: "irc" | "plain"): Promise<Person> {
    const isStranger = language === "plain" || this.#transcript.strangers.has(name);
    const peer = await this.#stage.connect(language);
    const person: Person = { name, peer, standing: isStranger ? "stranger" : "registered" };
    this.#people.set(name, person);
    return person;
  }

  async #register(person: Person): Promise<void> {
    const { name, peer } = person;
    const capabilities = this.#transcript.capabilities.get(name);
    say(peer, "CAP LS 302");
    if (capabilities) say(peer, `CAP REQ :${capabilities.join(" ")}`);
    for (const line of [`NICK ${name}`, `USER ${name} 0 * :${name}`, "CAP END"]) say(peer, line);
    await this.settle(person);
    const { unread } = peer.inbox;
    const isWelcome = unread.some((line) => line.includes(" 376 ") || line.includes(" 422 "));
    const isRefused = unread.some(
      (line) => line.includes(` CAP ${name} NAK `) || line.includes(" CAP * NAK "),
    );
    if (!isWelcome || isRefused)
      throw new Error(`${name} is not let in:\n${unread.map(showLine).join("\n")}`);
    if (this.#transcript.operators.has(name)) {
      this.#stage.makeOperator(name);
      await this.settle(person);
    }
    peer.inbox.clear();
  }

  /** A scene is what people say until somebody reads: what was unread before it is old. */
  beginScene(): void {
    if (this.#isInScene) return;
    this.#isInScene = true;
    for (const { peer } of this.#people.values()) peer.inbox.mark();
  }

  endScene(): void {
    this.#isInScene = false;
  }

  async settle({ peer, standing }: Person): Promise<void> {
    await this.#stage.settle(peer, standing);
  }

  async settleAll(): Promise<void> {
    const people = [...this.#people.values()];
    for (const person of people.filter(({ standing }) => standing === "registered"))
      await this.settle(person);
    const stranger = people.find(({ standing }) => standing === "stranger");
    if (stranger) await this.settle(stranger);
  }
}

function say(peer: Peer, line: string): void {
  peer.send(new TextEncoder().encode(line), "line");
}
