/** Performs a transcript, step by step; what differs from it is an error that shows where and how. */
import { Cast, type Person } from "./cast.ts";
import type { Driver } from "./driver.ts";
import { bytesToSend, type Memory, matchLine, showLine } from "./pattern.ts";
import { parseTranscript, type Step } from "./transcript.ts";

export interface Script {
  /** The file's name, for error messages. */
  readonly name: string;
  readonly text: string;
}

/** @throws Error with the line that failed, what was expected, what came instead, and what is unread. */
export async function perform({ name, text }: Script, driver: Driver): Promise<void> {
  const transcript = parseTranscript(text);
  const cast = await Cast.open(driver, transcript);
  try {
    const memory: Memory = new Map();
    for (const step of transcript.steps) {
      await performStep(step, cast, memory).catch((error) => {
        throw new Error(`${name}:${step.line} (${driver.name})\n${messageOf(error)}\n${unreadOf(cast)}`);
      });
    }
    await cast.settleAll();
    const unread = unreadOf(cast);
    if (unread !== "") throw new Error(`${name} (${driver.name}) ends, but there is more:\n${unread}`);
  } finally {
    await cast.stage.stop();
  }
}

async function performStep(step: Step, cast: Cast, memory: Memory): Promise<void> {
  if (step.kind === "wait") return cast.stage.wait(step.ms);
  if (step.kind === "greet") return cast.greet(step.person);
  const person = await cast.person(step.person);
  switch (step.kind) {
    case "send":
      cast.beginScene();
      person.peer.send(bytesToSend(step.text, memory), step.isWhole ? "line" : "part");
      // What somebody else says next comes after it.
      if (step.isWhole || person.standing === "stranger") await cast.settle(person);
      return;
    case "read":
      cast.endScene();
      return read(person, cast, { pattern: step.pattern, memory });
    case "nothing":
      cast.endScene();
      return readNothing(person, cast);
    case "closed":
      return readEnd(person, cast);
    case "swallow":
      return swallow(person, cast);
    case "vanish":
      person.peer.vanish();
      await cast.settleAll();
  }
}

interface Expected {
  readonly pattern: string;
  readonly memory: Memory;
}

async function read({ name, peer }: Person, cast: Cast, { pattern, memory }: Expected): Promise<void> {
  await cast.stage.line(peer);
  const line = peer.inbox.take();
  if (line !== undefined && matchLine(pattern, line, memory)) return;
  const got = line === undefined ? `(${peer.inbox.isClosed ? "closed" : "nothing"})` : showLine(line);
  throw new Error(`expected ${name}< ${pattern}\ngot      ${name}< ${got}`);
}

async function readNothing(person: Person, cast: Cast): Promise<void> {
  await cast.settle(person);
  const { unread } = person.peer.inbox;
  if (unread.length > 0) throw new Error(`expected ${person.name}< (nothing)`);
}

/** Drops what the scene has led to; what is older should have been read. */
async function swallow(person: Person, cast: Cast): Promise<void> {
  await cast.settle(person);
  if (person.peer.inbox.hasOld) throw new Error(`expected ${person.name}< (nothing) before that`);
  person.peer.inbox.clear();
}

async function readEnd({ name, peer }: Person, cast: Cast): Promise<void> {
  const { inbox } = peer;
  await cast.stage.line(peer);
  if (inbox.unread.length > 0 || !inbox.isClosed) throw new Error(`expected ${name}< (closed)`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What everybody has still to read. */
function unreadOf(cast: Cast): string {
  const lines = [...cast.people()].flatMap(({ name, peer }) =>
    peer.inbox.unread.map((line) => `unread   ${name}< ${showLine(line)}`),
  );
  return lines.join("\n");
}
