/** Those without a connection: senders of datagrams, and the person at the server's terminal. */
import type { World } from "../world.ts";

const ARRIVAL_MS_MAX = 1_000;
const DATAGRAMS = [["hello"], ["two", "lines"], [""], ["\0LANCHAT1 nonce"]] as const;

/** Long after its last words it is still the same guest. */
const LAST_WORD_MS = 180_000;

/** One address says something now and then, until it is calm, and once more when it is nearly forgotten. */
export function sendDatagrams(world: World, number: number, isCalm: () => boolean): void {
  const { clock, random, plan, network } = world;
  let count = 0;
  const send = (): void => {
    if (isCalm() || !world.takeStep()) {
      clock.plan(LAST_WORD_MS, say);
      return;
    }
    say();
    clock.plan(random.between(1, plan.pauseMs * 4), send);
  };
  const say = (): void => {
    count += 1;
    const text = random
      .pick(DATAGRAMS)
      .map((line, index) => `${line}${index}d${number}.${count}`)
      .join("\n");
    network.datagram(`10.9.0.${number}`, new TextEncoder().encode(text));
  };
  clock.plan(random.below(ARRIVAL_MS_MAX), send);
}

/** The server's person talks, makes operators and sends people away, until it is calm. */
export function typeAtConsole(world: World, isCalm: () => boolean): void {
  const { clock, random, plan } = world;
  let count = 0;
  const type = (): void => {
    if (isCalm() || !world.takeStep()) return;
    count += 1;
    const { nick } = random.pick([...world.truth.members.values()]).person.source;
    world.server.console.type(
      random.pick([`c${count}`, `/msg ${nick} c${count}`, `/op ${nick}`, `/kick ${nick}`, "/who", "/join a"]),
    );
    clock.plan(random.between(1, plan.pauseMs * 8), type);
  };
  clock.plan(random.below(ARRIVAL_MS_MAX), type);
}
