/** Asks over UDP whether a host runs this server. */
import type { UdpSocket } from "../platform/udp.ts";
import { formatProbe, parseAnswer } from "../protocol/discovery.ts";
import type { World } from "./world.ts";

const PROBE_DEADLINE_MS = 150;

/** @returns whether a chat-server answered in time. Never rejects: no answer is an answer. */
export async function probe(world: World, host: string, port: number): Promise<boolean> {
  const nonce = newNonce(world);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = world.clock.after(PROBE_DEADLINE_MS, () => resolve(false));
  let socket: UdpSocket | undefined;
  try {
    socket = await world.bindUdp(
      { host: host.includes(":") ? "::" : "0.0.0.0", port: 0 },
      {
        message: (bytes) => {
          if (parseAnswer(bytes)?.nonce === nonce) resolve(true);
        },
      },
    );
    socket.send(formatProbe(nonce), { host, port });
    return await promise;
  } catch {
    return false;
  } finally {
    timer.cancel();
    void socket?.close();
  }
}

/** Only the host that was asked knows it; nobody else can answer in its place. */
function newNonce({ random }: World): string {
  return Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join("");
}
