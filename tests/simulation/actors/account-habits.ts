/** What people do with their accounts. */
import { Buffer } from "node:buffer";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { NICKS } from "./chosen-capabilities.ts";
import type { IrcClient } from "./irc-client.ts";
import type { PlainClient } from "./plain-client.ts";

/** Few, or nobody would meet another device of the same person. */
const NAMES = NICKS.slice(0, 6);
/** Who is somebody does not often want to be nobody. */
const REQUESTS = [
  [3, "register"],
  [8, "login"],
  [2, "logout"],
  [14, "password"],
  [3, "drop"],
  [2, "reclaim"],
  [4, "stay"],
  [1, "info"],
] as const;
type Request = (typeof REQUESTS)[number][1];

/** What logs in before anybody is known, in the lines of an IRC client. https://ircv3.net/specs/extensions/sasl-3.2 */
export function loginLines({ random, passwords }: World): string[] {
  const name = passwords.anyName() ?? random.pick(NAMES);
  const secret = Buffer.from(`\0${name}\0${passwords.recall(name)}`).toString("base64");
  return random.chance(0.1) ? ["AUTHENTICATE PLAIN"] : ["AUTHENTICATE PLAIN", `AUTHENTICATE ${secret}`];
}

/** Who has come takes the name that they have come with. */
export function registerLine({ world, nick }: IrcClient): string {
  return `NS REGISTER ${world.passwords.make(nick)}`;
}

/** Who has just become somebody may want to stay, or to have another password. */
export function useAccount(person: IrcClient, random: Random): void {
  const { account, world } = person;
  if (account === undefined) return;
  if (random.chance(world.plan.staysShare)) person.askInWords("NS SET ALWAYS-ON on");
  const { passwords } = world;
  if (random.chance(0.3))
    person.askInWords(`NS PASSWD ${passwords.recall(account)} ${passwords.make(account)}`);
}

export function accountLine(person: IrcClient, random: Random): string {
  const { passwords } = person.world;
  const request = random.weighted(REQUESTS);
  if (request === "register" && random.chance(0.5)) {
    const name = random.chance(0.5) ? "*" : random.pick([...NAMES, person.nick]);
    return `REGISTER ${name} * ${passwords.make(name === "*" ? person.nick : name)}`;
  }
  const words = wordsOf(request, person.world, person.account ?? person.nick);
  return random.pick([`NS ${words}`, `NICKSERV ${words}`, `PRIVMSG NickServ :${words}`]);
}

export function plainAccountLine({ world }: PlainClient, random: Random): string {
  const { passwords } = world;
  const name = passwords.anyName() ?? random.pick(NAMES);
  const request = random.weighted(REQUESTS);
  switch (request) {
    case "register":
      return `/register ${name} ${passwords.make(name)}`;
    case "login":
      return `/login ${name} ${passwords.recall(name)}`;
    case "logout":
      return "/logout";
    case "password":
      return `/password ${passwords.recall(name)} ${passwords.make(name)}`;
    default:
      return `/ns ${wordsOf(request, world, name)}`;
  }
}

/** As NickServ is asked. @param own the asker's account, or what it is called. */
function wordsOf(request: Request, { random, passwords }: World, own: string): string {
  const name = passwords.anyName() ?? own;
  switch (request) {
    case "register":
      return `REGISTER ${passwords.make(own)}`;
    case "login":
      return `IDENTIFY ${name} ${passwords.recall(name)}`;
    case "password":
      return `PASSWD ${passwords.recall(own)} ${passwords.make(own)}`;
    case "drop":
      return random.chance(0.5) ? "DROP" : `DROP ${name}`;
    case "stay":
      return `SET ALWAYS-ON ${random.chance(0.7) ? "on" : "off"}`;
    case "info":
      return `INFO ${name}`;
    default:
      return request.toUpperCase();
  }
}

const CONFIRM = /: (DROP \S+ \S+)$/;

/** What NickServ wants to hear once more. @returns undefined where that is not what it has said. */
export function confirmation(text: string): string | undefined {
  return CONFIRM.exec(text)?.[1];
}
