/** `--udp`: every line is a datagram, and nothing is answered. */
import type { UdpSocket } from "../platform/udp.ts";
import { safeText } from "../protocol/safe-text.ts";
import { splitIntoDatagrams } from "./datagrams.ts";
import { describeFailure, describeTarget } from "./failure.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { Target } from "./target.ts";
import { readTyped } from "./typed-line.ts";
import type { Outcome, Surroundings } from "./world.ts";

/** Sends until the input ends. `stopped` ends it from outside. */
export async function runUdpMode(
  { world, say }: Surroundings,
  target: Target & { readonly kind: "tcp" },
  stopped: Promise<Outcome>,
): Promise<Outcome> {
  const input = new LineSplitter();
  const { promise: finished, resolve: finish } = Promise.withResolvers<Outcome>();
  let socket: UdpSocket | undefined;
  let host = target.host;

  const read = (line: string) => {
    const typed = readTyped(line, "plain");
    if (typed.kind === "leave") finish("ok");
    if (typed.kind === "refuse" || typed.kind === "help") screen.notice(say("udpNoCommands"));
    if (typed.kind !== "send") return;
    for (const datagram of splitIntoDatagrams(safeText(typed.text))) {
      socket?.send(datagram, { host, port: target.port });
    }
  };
  const screen = world.openConsole({
    text: (text) => input.push(text).forEach(read),
    end: () => {
      read(input.flush() ?? "");
      finish("ok");
    },
    interrupt: () => finish("interrupted"),
    drain: () => {},
    broken: () => finish("ok"),
  });

  try {
    host = await world.resolveHost(target.host);
    socket = await world.bindUdp(
      { host: host.includes(":") ? "::" : "0.0.0.0", port: 0 },
      { message: () => {}, error: ({ message }) => screen.notice(say("udpFailed", { reason: message })) },
    );
    screen.notice(say("udpNotice", { where: describeTarget(target) }));
    screen.resumeInput();
  } catch {
    screen.notice(describeFailure(say, target, { reason: "name-unknown", detail: "" }));
    finish("unavailable");
  }
  const outcome = await Promise.race([finished, stopped]);
  await socket?.close();
  await screen.close();
  return outcome;
}
