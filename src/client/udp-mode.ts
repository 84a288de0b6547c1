/** `--udp`: every line is a datagram, and nothing is answered. */
import type { UdpSocket } from "../platform/udp.ts";
import { safeText } from "../protocol/safe-text.ts";
import { splitIntoDatagrams } from "./datagrams.ts";
import { connectFailure, describeFailure, describeTarget, findHost } from "./failure.ts";
import { UNSENT_DATAGRAMS_MAX } from "./limits.ts";
import { LineSplitter } from "./line-splitter.ts";
import { Pacer } from "./pacer.ts";
import type { Target } from "./target.ts";
import { readTyped } from "./typed-line.ts";
import type { Outcome, Surroundings } from "./world.ts";

/** Sends until the input ends and all of it is sent. `stopped` ends it from outside. */
export async function runUdpMode(
  { world, say }: Pick<Surroundings, "world" | "say">,
  target: Target & { readonly kind: "tcp" },
  stopped: Promise<Outcome>,
): Promise<Outcome> {
  const input = new LineSplitter();
  const { promise: finished, resolve: finish } = Promise.withResolvers<Outcome>();
  let socket: UdpSocket | undefined;
  let host = target.host;
  let inputEnded = false;

  const pacer = new Pacer<Uint8Array>(world.clock, {
    send: (datagram) => socket?.send(datagram, { host, port: target.port }),
    drained: () => {
      if (inputEnded) finish("ok");
      else screen.resumeInput();
    },
  });
  const endInput = () => {
    inputEnded = true;
    if (pacer.waiting === 0) finish("ok");
  };
  const read = (line: string) => {
    if (inputEnded) return;
    const typed = readTyped(line);
    if (typed.kind === "leave") endInput();
    if (typed.kind === "refuse" || typed.kind === "help") screen.notice(say("udpNoCommands"));
    if (typed.kind !== "send") return;
    for (const datagram of splitIntoDatagrams(safeText(typed.text))) pacer.add(datagram);
    if (pacer.waiting > UNSENT_DATAGRAMS_MAX) screen.pauseInput();
  };
  const screen = world.openConsole({
    text: (text) => input.push(text).forEach(read),
    end: () => {
      read(input.flush() ?? "");
      endInput();
    },
    interrupt: () => finish("interrupted"),
    drain: () => {},
    broken: () => finish("ok"),
  });

  try {
    host = await findHost(world, target.host);
    socket = await world.bindUdp(
      { host: host.includes(":") ? "::" : "0.0.0.0", port: 0 },
      { message: () => {}, error: ({ message }) => screen.notice(say("udpFailed", { reason: message })) },
    );
    screen.notice(say("udpNotice", { where: describeTarget(target) }));
    screen.resumeInput();
  } catch (error) {
    screen.notice(describeFailure(say, target, connectFailure(error)));
    finish("unavailable");
  }
  const outcome = await Promise.race([finished, stopped]);
  pacer.stop();
  await socket?.close();
  await screen.close();
  return outcome;
}
