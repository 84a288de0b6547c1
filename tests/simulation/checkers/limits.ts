/** Queues stay within their limits, and nobody stays longer than they may. */
import type { Chat } from "../../../src/chat/chat.ts";
import type { EdgeContext } from "../../../src/network/edge-context.ts";
import type { SessionId } from "../../../src/protocol/effects.ts";
import {
  ALL_QUEUES_BYTES_MAX,
  BROWSER_SILENCE_MS,
  CLOSE_GRACE_MS,
  DETECTION_MS_MAX,
  PING_SILENCE_MS,
  PONG_DEADLINE_MS,
  REGISTRATION_DEADLINE_MS,
  SEND_QUEUE_BYTES_MAX,
} from "../../../src/protocol/limits.ts";
import type { SimulatedClock } from "../clock.ts";
import { Link } from "../network/link.ts";
import type { Trace } from "../trace.ts";
import type { Outstanding } from "./outstanding.ts";

export interface LimitParts {
  readonly trace: Trace;
  readonly chat: Chat;
  readonly context: EdgeContext;
  readonly links: Iterable<Link>;
  readonly clock: SimulatedClock;
  readonly outstanding: Outstanding;
  sessionOf(link: Link): SessionId | undefined;
}

/** A connection that never says who it is is gone after this. */
const STRANGER_MS_MAX = DETECTION_MS_MAX + BROWSER_SILENCE_MS + REGISTRATION_DEADLINE_MS + 2 * CLOSE_GRACE_MS;
/** Lines that were received may wait for so long until they are read: for a password's check, or for the throttle. */
const READ_LATE_MS = 60_000;
/** An IRC session whose client is dead is gone after this: it may have been asked just before it died. */
const DEAD_MS_MAX = 2 * PING_SILENCE_MS + PONG_DEADLINE_MS + READ_LATE_MS;

/** After each turn. */
export function checkQueues({ trace, context, links }: LimitParts): void {
  let sum = 0;
  for (const { state, isGone, remote } of links) {
    const waiting = state?.queue.waitingBytes ?? 0;
    sum += waiting;
    if (waiting > SEND_QUEUE_BYTES_MAX && !isGone)
      trace.violate("send queue", `${waiting} bytes wait for ${remote.host}:${remote.port}`);
  }
  const { bytes } = context.queueTotal;
  if (bytes !== sum) trace.violate("queue total", `${bytes} are counted where ${sum} wait`);
  if (bytes > ALL_QUEUES_BYTES_MAX) trace.violate("queue total", `${bytes} bytes wait`);
}

/** From time to time. */
export function checkDeadlines(parts: LimitParts): void {
  for (const link of parts.links) if (!link.isGone) checkDeadline(parts, link);
}

function checkDeadline({ trace, chat, clock, outstanding, sessionOf }: LimitParts, link: Link): void {
  const { elapsedMs } = clock;
  const id = sessionOf(link);
  const session = id === undefined ? undefined : chat.session(id);
  const who = `${link.remote.host}:${link.remote.port}`;
  // Its end waits behind what the disk has not stored.
  if (session || outstanding.size > 0) link.lastSessionMs = elapsedMs;
  // Nobody is heard while the disk is late, and all have time once more when it is back.
  const { lateAtMs } = outstanding;
  const nobodyMs = elapsedMs - Math.max(link.lastSessionMs, lateAtMs);
  const againMs = lateAtMs > link.openedAtMs ? PONG_DEADLINE_MS : 0;
  if (nobodyMs > STRANGER_MS_MAX + againMs)
    trace.violate("stranger", `${who} is nobody and still here after ${nobodyMs} ms`);
  const silentMs = elapsedMs - Math.max(link.lastHeardMs, lateAtMs);
  if (session?.kind === "irc" && silentMs > DEAD_MS_MAX)
    trace.violate("dead client", `${who} (session ${id}) was heard last ${silentMs} ms ago`);
}

/** Nothing is planned for a connection that is closed, but for the end of another that it has closed. */
export function checkTimers({ trace, clock }: LimitParts): void {
  for (const { context: link, atMs } of clock.timers) {
    if (!(link instanceof Link) || !link.isClosed) continue;
    const closedForMs = clock.elapsedMs - link.closedAtMs;
    if (closedForMs > CLOSE_GRACE_MS)
      trace.violate(
        "timer",
        `${link.remote.host}:${link.remote.port} is closed for ${closedForMs} ms, and its timer still to come in ${atMs - clock.elapsedMs} ms`,
      );
  }
}

/** Every session has its connection, but for the console's and those of datagrams. */
export function checkSessions({ trace, chat, links, sessionOf }: LimitParts): void {
  const connected = new Set([...links].map(sessionOf));
  for (const { sessions } of chat.nicks.users()) {
    for (const { id, kind } of sessions) {
      const needsConnection = kind === "irc" || kind === "plain";
      if (needsConnection && !connected.has(id))
        trace.violate("no connection", `session ${id} has no connection any more`);
    }
  }
}
