/** DROP <channel> [<code>]: a channel is like others again, asked twice. */
import { fnv1aHex } from "../../../protocol/fnv.ts";
import { RANK } from "../../membership.ts";
import { propose } from "../../registered/changes.ts";
import {
  actedAsOperator,
  type ChanServHandler,
  isFounder,
  type RegisteredChannel,
  registeredChannel,
  say,
  usage,
} from "./asked.ts";

export const dropChannel: ChanServHandler = (context, [name, code]) => {
  const { user } = context;
  if (name === undefined) return usage(context, "DROP");
  const found = registeredChannel(context, name);
  if (!found) return say(context, "chan-unregistered", name);
  const { channel } = found;
  if (!isFounder(channel, user)) return say(context, "chan-not-founder", channel.name);
  const expected = dropCode(found);
  if (code !== expected) return say(context, "chan-confirm-drop", channel.name, expected);

  return [
    ...propose(context, channel, { what: "dropped" }),
    ...actedAsOperator(context, "drop", { channel, needed: RANK.founder }),
  ];
};

/** Not a secret: it only has to be typed by somebody who has read what will happen. */
function dropCode({ channel, ownership }: RegisteredChannel): string {
  return fnv1aHex(`${channel.name} ${ownership.founder} ${ownership.registeredAtMs}`);
}
