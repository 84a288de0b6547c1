/** People: one's own name and absence, and who the others are. */
import { currentRoom, firstWord, type SlashCommand, send } from "./action.ts";

const nick: SlashCommand = {
  help: "slashNick",
  run: (argument) => {
    const [wanted] = firstWord(argument);
    return wanted === "" ? undefined : [send("NICK", wanted)];
  },
};

const who: SlashCommand = {
  help: "slashWho",
  run: (argument, context) => {
    const [mask] = firstWord(argument);
    const asked = mask === "" ? (currentRoom(context) ?? "*") : mask;
    return [send("WHO", asked)];
  },
};

const whois: SlashCommand = {
  help: "slashWhois",
  run: (argument) => {
    const [asked] = firstWord(argument);
    return asked === "" ? undefined : [send("WHOIS", asked)];
  },
};

const away: SlashCommand = {
  help: "slashAway",
  run: (argument, { say }) => [send("AWAY", argument === "" ? say("ircAwayDefault") : argument)],
};

const back: SlashCommand = { help: "slashBack", run: () => [send("AWAY")] };

const ignore: SlashCommand = {
  help: "slashIgnore",
  run: (argument) => {
    const [ignored] = firstWord(argument);
    return ignored === "" ? [{ kind: "ignored" }] : [{ kind: "ignore", nick: ignored }];
  },
};

const unignore: SlashCommand = {
  help: "slashUnignore",
  run: (argument) => {
    const [ignored] = firstWord(argument);
    return ignored === "" ? undefined : [{ kind: "unignore", nick: ignored }];
  },
};

export const PEOPLE = { nick, who, whois, away, back, ignore, unignore } as const satisfies Record<
  string,
  SlashCommand
>;
