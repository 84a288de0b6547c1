/** What a channel remembers of its members is what they are now. */
import type { Channel } from "../../../src/chat/channel.ts";
import type { Chat } from "../../../src/chat/chat.ts";
import { fillLines } from "../../../src/chat/fill-lines.ts";
import { namesBytesMax, shownName } from "../../../src/chat/names-lists.ts";
import { capabilities, NO_CAPABILITIES } from "../../../src/protocol/capabilities.ts";
import type { Trace } from "../trace.ts";

const READERS = [
  NO_CAPABILITIES,
  capabilities("multi-prefix"),
  capabilities("userhost-in-names"),
  capabilities("multi-prefix", "userhost-in-names"),
];

/** To be asked often: what is put together for us now must still be right the next time. */
export function checkRemembered({ settings }: Chat, channel: Channel, trace: Trace): void {
  const bytesMax = namesBytesMax(settings.serverName, channel.name);
  const members = [...channel.members()];
  const there = members.flatMap(({ user }) => user.sessions.map(({ id }) => id));
  const audience = channel.audience();
  if ([...audience].sort().join() !== there.sort().join())
    trace.violate("audience", `${channel.name} remembers ${audience}, but there are ${there}`);
  for (const readable of READERS) {
    const remembered = channel.names({ readable, bytesMax });
    const names = members.map((membership) => shownName(membership, readable));
    const expected = fillLines(names, bytesMax);
    if (remembered.join("\n") !== expected.join("\n"))
      trace.violate("names", `${channel.name} remembers ${remembered}, but there are ${expected}`);
  }
}
