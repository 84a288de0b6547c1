/** Which conversation a connection begins once its first line has shown its language. */
import { formatAddress } from "../platform/address.ts";
import type { Address } from "../platform/types.ts";
import type { Dialect } from "../protocol/dialect.ts";
import { LineFramer } from "../protocol/line-framer.ts";
import type { Conversation } from "./conversation.ts";
import type { EdgeContext } from "./edge-context.ts";
import { IrcConversation } from "./irc/conversation.ts";
import { PlainConversation } from "./plain/conversation.ts";
import { refusalOf } from "./refusals.ts";
import type { Transport } from "./transport.ts";

export interface OpenParts {
  readonly edge: EdgeContext;
  readonly transport: Transport;
  readonly local: Address;
  readonly remote: Address;
}

export function openPlain({ edge, transport, local, remote }: OpenParts): Conversation {
  return new PlainConversation({
    edge,
    transport,
    host: hostOf(remote),
    localAddress: formatAddress(local),
  });
}

/** @returns undefined for a language nobody speaks here: it got its short answer, and the connection closes. */
export function openConversation(
  dialect: Exclude<Dialect, "plain">,
  { edge, transport, remote }: OpenParts,
): Conversation | undefined {
  switch (dialect) {
    case "irc":
      return new IrcConversation({
        edge,
        transport,
        source: new LineFramer(),
        framing: "lines",
        host: hostOf(remote),
      });
    case "http":
    case "tls": {
      const refusal = refusalOf(dialect);
      transport.queue.appendSlice(refusal, 0, refusal.length);
      transport.closeGently();
      return undefined;
    }
  }
}

function hostOf({ family, host }: Address): string {
  return family === "unix" ? "local" : host;
}
