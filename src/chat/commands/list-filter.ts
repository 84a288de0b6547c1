/** What LIST is asked to show: names, masks and conditions. https://modern.ircdocs.horse/#elist-parameter */
import { LIST_CONDITIONS_MAX } from "../../protocol/limits.ts";
import { compileMask } from "../../protocol/masks.ts";
import type { Channel } from "../channel.ts";
import type { CommandContext } from "../effects.ts";

type ListFilter = (channel: Channel) => boolean;

const MINUTE_MS = 60_000;

/** A channel is meant that has one of the names, if there are any, and meets every condition. */
export function readListFilter(context: CommandContext): ListFilter {
  const parts = context.message.params.flatMap((param) => param.split(","));
  const names: ListFilter[] = [];
  const conditions: ListFilter[] = [];
  for (const part of parts.filter((text) => text !== "").slice(0, LIST_CONDITIONS_MAX)) {
    const condition = readCondition(context, part);
    if (condition) conditions.push(condition);
    else names.push(nameFilter(context, part));
  }
  return (channel) =>
    (names.length === 0 || names.some((isNamed) => isNamed(channel))) &&
    conditions.every((isMet) => isMet(channel));
}

/** `>3` and `<10` members, `C>60` and `T<5` minutes since creation or the topic, `!*mask*` not called so. */
function readCondition(context: CommandContext, part: string): ListFilter | undefined {
  if (part.startsWith("!")) {
    const isNamed = nameFilter(context, part.slice(1));
    return (channel) => !isNamed(channel);
  }
  const [, subject, sign, digits] = /^([CT]?)([<>])(\d+)$/i.exec(part) ?? [];
  if (subject === undefined) return undefined;
  const bound = Number(digits);
  const isWithin = sign === "<" ? (value: number) => value < bound : (value: number) => value > bound;
  return numberFilter(subject.toUpperCase(), isWithin, context.stamped.timeMs);
}

function numberFilter(subject: string, isWithin: (value: number) => boolean, nowMs: number): ListFilter {
  if (subject === "C") return ({ createdAtMs }) => isWithin((nowMs - createdAtMs) / MINUTE_MS);
  if (subject === "T")
    return ({ topic }) => topic !== undefined && isWithin((nowMs - topic.setAtMs) / MINUTE_MS);
  return ({ memberCount }) => isWithin(memberCount);
}

function nameFilter({ chat }: CommandContext, mask: string): ListFilter {
  const isMatch = compileMask(mask, chat.casemapping.channel);
  return ({ name }) => isMatch(name);
}
