/** What it costs when everybody joins one channel at once: until all have seen the names, and everybody who came after them. */
import { FIRST_CHANNEL, nickOf } from "../names.ts";
import type { Deliveries, Effort, JoinOrder } from "../orders.ts";
import { Crowd, until } from "./crowd.ts";
import { IRC } from "./dialects.ts";
import { Stopwatch } from "./stopwatch.ts";

export async function joinAtOnce(order: JoinOrder): Promise<Deliveries & Effort> {
  const crowd = new Crowd(order);
  await crowd.register(new Array(order.clients).fill(IRC));
  await crowd.quiet();
  const newcomers: Newcomer[] = [];
  crowd.listen(({ index }) => {
    const newcomer = new Newcomer(nickOf(index));
    newcomers.push(newcomer);
    return (bytes, start, end) => newcomer.hear(bytes.toString("latin1", start, end));
  });
  crowd.reads = 0;

  const stopwatch = new Stopwatch(order.pid);
  for (const { socket, dialect } of crowd.clients) socket.write(dialect.encode(`JOIN ${FIRST_CHANNEL}`));
  const expected = (order.clients * (order.clients + 1)) / 2;
  const joins = (): number => newcomers.reduce((sum, { joined }) => sum + joined.length, 0);
  const ready = (): boolean => newcomers.every(({ named }) => named);
  await until("all joins", () => ready() && joins() >= expected).catch(() => {});
  const effort = stopwatch.stop(crowd.lastReadMs);
  const { reads } = crowd;
  await crowd.quiet();
  const report = {
    ...effort,
    reads,
    expected,
    delivered: joins(),
    wrong: firstWrong(newcomers, order.allNames),
  };
  crowd.leave();
  return report;
}

/** One client: whom it saw joining, beginning with itself, and who was listed. */
class Newcomer {
  readonly nick: string;
  readonly joined: string[] = [];
  readonly names = new Set<string>();
  named = false;

  constructor(nick: string) {
    this.nick = nick;
  }

  hear(line: string): void {
    const [source = "", command, , , , ...names] = line.split(" ");
    if (command === "JOIN") this.joined.push(source.slice(1, source.indexOf("!")));
    else if (command === "353") for (const name of names) this.names.add(name.replace(/^[:@]+/, ""));
    else if (command === "366") this.named = true;
  }
}

/** All must have seen the same order, each from its own place on, and in the names (at least) those before. */
function firstWrong(newcomers: readonly Newcomer[], allNames: boolean): string | undefined {
  const order = newcomers.find(({ joined }) => joined.length === newcomers.length)?.joined ?? [];
  const wrong = newcomers.find(({ nick, joined, names }) => {
    const place = order.indexOf(nick);
    const rest = order.slice(place);
    const sameOrder = rest.length === joined.length && rest.every((other, at) => other === joined[at]);
    const namesMissing = allNames && order.slice(0, place + 1).some((other) => !names.has(other));
    return place < 0 || !sameOrder || namesMissing || !names.has(nick);
  });
  return wrong && `${wrong.nick} saw ${wrong.joined.length} join and ${wrong.names.size} names`;
}
