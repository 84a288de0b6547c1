/** Plain text as a language: what a typed line asks for. The same commands as IRC's, under the names people know. */
import { formatAction, type Message } from "./message.ts";
import { MODERATION_ON_CONSOLE, MODERATION_WORDS, type ModerationWord } from "./moderation-words.ts";
import { foldNick } from "./names.ts";
import { safeText } from "./safe-text.ts";
import { searchAttributes } from "./search-text.ts";

/** What the edge answers itself, without asking the rules. */
export type LocalCommand = "help" | "lang" | "charset" | "recall";

export type PlainRequest =
  | { readonly kind: "nothing" }
  | { readonly kind: "message"; readonly message: Message }
  /** An account under a name that the person takes with it. */
  | {
      readonly kind: "register";
      readonly name: string;
      readonly password: string;
      readonly email?: string;
    }
  | { readonly kind: "local"; readonly command: LocalCommand; readonly argument: string }
  | { readonly kind: "unknown"; readonly word: string }
  | { readonly kind: "incomplete"; readonly word: CommandWord };

export interface PlainContext {
  /** The channel that lines without a command are said in; undefined after `/part`. */
  readonly channel: string | undefined;
  /** What the person is called. */
  readonly nick?: string;
  /** The server's terminal has commands of its own. */
  readonly isConsole: boolean;
}

/** @param line one message without its line end. */
export function parsePlainLine(line: string, context: PlainContext): PlainRequest {
  const text = line.trimEnd();
  if (safeText(text).trim() === "") return { kind: "nothing" };
  if (!context.isConsole && text.trimStart().toLowerCase() === "exit") return message("QUIT");
  if (text.startsWith("//")) return say(text.slice(1), context);
  if (!text.startsWith("/")) return say(text, context);

  const [, word = "", argument = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  const name = ALIASES.get(word.toLowerCase()) ?? word.toLowerCase();
  const command = COMMANDS.get(name as CommandWord);
  const isElsewhere = (context.isConsole ? NOT_ON_CONSOLE : CONSOLE_ONLY).has(name);
  if (!command || isElsewhere) return { kind: "unknown", word };
  return command(argument, context);
}

/** In a room: to everybody there. In none: the rules say so. */
function say(text: string, { channel }: PlainContext): PlainRequest {
  return message("PRIVMSG", channel ?? "", text);
}

function message(command: string, ...params: string[]): PlainRequest {
  return { kind: "message", message: { command, params } };
}

type Parse = (argument: string, context: PlainContext) => PlainRequest;

export type CommandWord =
  | ModerationWord
  | "nick"
  | "who"
  | "me"
  | "msg"
  | "join"
  | "part"
  | "list"
  | "topic"
  | "history"
  | "search"
  | "recall"
  | "kick"
  | "op"
  | "deop"
  | "register"
  | "login"
  | "logout"
  | "password"
  | "ns"
  | "cs"
  | "lang"
  | "charset"
  | "help"
  | "quit";

const ALIASES: ReadonlyMap<string, CommandWord> = new Map([
  ["j", "join"],
  ["names", "who"],
  ["query", "msg"],
  ["leave", "part"],
]);

const CONSOLE_ONLY: ReadonlySet<string> = new Set(["kick", "op", "deop", ...MODERATION_ON_CONSOLE]);

/** The person at the server's terminal is nobody's account. */
const NOT_ON_CONSOLE: ReadonlySet<string> = new Set(["register", "login", "logout", "password", "ns"]);

const COMMANDS: ReadonlyMap<CommandWord, Parse> = new Map<CommandWord, Parse>([
  ["nick", (argument) => (argument ? message("NICK", argument) : { kind: "incomplete", word: "nick" })],
  ["who", (argument, { channel }) => message("WHO", argument || (channel ?? ""))],
  [
    "me",
    (argument, context) =>
      argument ? say(formatAction(argument), context) : { kind: "incomplete", word: "me" },
  ],
  [
    "msg",
    (argument) => {
      const [name, text] = firstWord(argument);
      return text ? message("PRIVMSG", name, text) : { kind: "incomplete", word: "msg" };
    },
  ],
  [
    "join",
    (argument) => {
      const [name, rest] = firstWord(argument);
      const [key] = firstWord(rest);
      if (name === "") return { kind: "incomplete", word: "join" };
      return message("JOIN", channelName(name), ...(key === "" ? [] : [key]));
    },
  ],
  ["part", (argument, { channel }) => message("PART", argument ? channelName(argument) : (channel ?? ""))],
  ["list", () => message("LIST")],
  [
    "topic",
    (argument, { channel }) => {
      const [name, text] = argument.startsWith("#") ? firstWord(argument) : [channel ?? "", argument];
      return text ? message("TOPIC", name, text) : message("TOPIC", name);
    },
  ],
  [
    "kick",
    (argument) => {
      const [name, reason] = firstWord(argument);
      return name ? message("KILL", name, reason) : { kind: "incomplete", word: "kick" };
    },
  ],
  ["op", (argument) => (argument ? message("OP", argument) : { kind: "incomplete", word: "op" })],
  ["deop", (argument) => (argument ? message("DEOP", argument) : { kind: "incomplete", word: "deop" })],
  [
    "history",
    (argument, { channel }) =>
      /^\d{0,9}$/.test(argument)
        ? message("HISTORY", channel ?? "", argument)
        : { kind: "incomplete", word: "history" },
  ],
  [
    "search",
    (argument) => {
      const attributes = searchAttributes(argument);
      return attributes === "" ? { kind: "incomplete", word: "search" } : message("SEARCH", attributes);
    },
  ],
  ["register", register],
  [
    "login",
    (argument) =>
      argument ? message("NICKSERV", "IDENTIFY", argument) : { kind: "incomplete", word: "login" },
  ],
  ["logout", () => message("NICKSERV", "LOGOUT")],
  [
    "password",
    (argument) =>
      /\S\s+\S/.test(argument)
        ? message("NICKSERV", "PASSWD", argument)
        : { kind: "incomplete", word: "password" },
  ],
  ["ns", (argument) => message("NICKSERV", argument)],
  ["cs", (argument) => message("CHANSERV", argument)],
  ["recall", (argument) => ({ kind: "local", command: "recall", argument })],
  ["lang", (argument) => ({ kind: "local", command: "lang", argument })],
  ["charset", (argument) => ({ kind: "local", command: "charset", argument })],
  ["help", (argument) => ({ kind: "local", command: "help", argument })],
  ["quit", (argument) => (argument ? message("QUIT", argument) : message("QUIT"))],
  ...moderationCommands(),
]);

/**
 * `/register PASSWORD [E-MAIL]`, or `/register NAME PASSWORD [E-MAIL]`, for who has no name yet. Passwords may have an `@` in them:
 * who begins with the name they have means that.
 */
function register(argument: string, { nick = "" }: PlainContext): PlainRequest {
  const [name, rest] = firstWord(argument);
  if (name === "") return { kind: "incomplete", word: "register" };
  const [, password = "", email] = /^(\S+)\s+(\S+@\S+)$/.exec(rest) ?? [];
  if (email !== undefined) return { kind: "register", name, password, email };
  const isPassword = rest === "" || (rest.includes("@") && foldNick(name) !== foldNick(nick));
  if (isPassword) return message("NICKSERV", "REGISTER", argument);
  return { kind: "register", name, password: rest };
}

function moderationCommands(): [CommandWord, Parse][] {
  const words = Object.keys(MODERATION_WORDS) as ModerationWord[];
  return words.map((word) => [
    word,
    (argument, { channel = "" }) => {
      const asked = MODERATION_WORDS[word](argument, channel);
      return asked ? { kind: "message", message: asked } : { kind: "incomplete", word };
    },
  ]);
}

function firstWord(argument: string): [string, string] {
  const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(argument) ?? [];
  return [word, rest];
}

/** People type `/join games` and mean `#games`. */
function channelName(argument: string): string {
  const [name] = firstWord(argument);
  return name.startsWith("#") ? name : `#${name}`;
}
