/** A channel's MODE line, read with what this server said its modes are. https://modern.ircdocs.horse/#mode-message */
import type { Features } from "./features.ts";

export interface ModeChange {
  readonly adding: boolean;
  readonly letter: string;
  readonly param: string | undefined;
}

/** @param words `+ov-k`, then the params of those that have one. */
export function readModeChanges(
  [letters = "", ...params]: readonly string[],
  features: Features,
): ModeChange[] {
  const changes: ModeChange[] = [];
  let adding = true;
  let used = 0;
  for (const letter of letters) {
    if (letter === "+" || letter === "-") {
      adding = letter === "+";
    } else {
      const takesParam = hasParam({ adding, letter }, features);
      changes.push({ adding, letter, param: takesParam ? params[used] : undefined });
      if (takesParam) used += 1;
    }
  }
  return changes;
}

function hasParam({ adding, letter }: { adding: boolean; letter: string }, features: Features): boolean {
  const [lists, keys, settings] = features.channelModes;
  const isRank = features.ranks.some((rank) => rank.letter === letter);
  return isRank || lists.includes(letter) || keys.includes(letter) || (adding && settings.includes(letter));
}
