/** What typed lines become. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import type { Action } from "../../../src/client/irc/commands/action.ts";
import { helpText, readCommand } from "../../../src/client/irc/commands/table.ts";
import type { Context } from "../../../src/client/irc/context.ts";
import { RecentLines } from "../../../src/client/irc/history/recent-lines.ts";
import { clientText } from "../../../src/locales/client/texts.ts";
import { IN_TEA, stateAfter } from "./lines.ts";

const CONTEXT: Context = {
  state: stateAfter(...IN_TEA, ":g10-0-0-7!~g@10.0.0.7 JOIN #tea"),
  target: "#tea",
  nowMs: 1_700,
  recent: new RecentLines(),
  follows: () => true,
  say: (key, params) => clientText("en", key, params),
};

/** In one line: what is sent, said, or told. */
function brief(action: Action): string {
  switch (action.kind) {
    case "send":
      return [action.command, ...action.params].join("|");
    case "speak": {
      const { command, target, text, isAction } = action.utterance;
      return `${isAction ? "ACTION" : command} ${target}: ${text}`;
    }
    case "tell":
    case "refuse":
      return `${action.kind} ${action.key} ${action.word ?? ""}`.trim();
    default:
      return Object.values(action).join(" ");
  }
}

function typed(line: string, changes: Partial<Context> = {}): string[] {
  return readCommand(line, { ...CONTEXT, ...changes }).map(brief);
}

const examples: readonly [line: string, ...actions: readonly string[]][] = [
  ["hello there ", "PRIVMSG #tea: hello there"],
  ["  indented", "PRIVMSG #tea:   indented"],
  ["  "],
  ["//etc/passwd", "PRIVMSG #tea: /etc/passwd"],
  ["exit", "leave "],
  ["exit now", "PRIVMSG #tea: exit now"],
  ["/QUIT see you", "leave see you"],
  ["/me  waves", "ACTION #tea: waves"],
  ["/MSG bob  hi  bob", "PRIVMSG bob: hi  bob"],
  ["/msg 10.0.0.7 hi", "PRIVMSG g10-0-0-7: hi"],
  ["/msg 10.0.0.8 hi", "PRIVMSG 10.0.0.8: hi"],
  ["/notice bob psst", "NOTICE bob: psst"],
  ["/query bob", "target bob", "tell ircTalkingTo bob"],
  ["/query bob hi", "target bob", "tell ircTalkingTo bob", "PRIVMSG bob: hi"],
  ["/j coffee", "JOIN|#coffee"],
  ["/join #coffee key", "JOIN|#coffee|key"],
  ["/join coffee,&milk key", "JOIN|#coffee|key", "JOIN|&milk"],
  ["/join coffee,tea", "JOIN|#coffee", "target #tea", "tell ircYouJoined #tea"],
  ["/join ,", "refuse ircIncomplete /join ROOM [KEY]"],
  ["/join tea", "target #tea", "tell ircYouJoined #tea"],
  ["/part", "PART|#tea"],
  ["/part #coffee bye all", "PART|#coffee|bye all"],
  ["/part bye all", "PART|#tea|bye all"],
  ["/topic", "TOPIC|#tea"],
  ["/topic #tea new topic", "TOPIC|#tea|new topic"],
  ["/names", "NAMES|#tea"],
  ["/list", "LIST"],
  ["/invite carl", "INVITE|carl|#tea"],
  ["/invite carl coffee", "INVITE|carl|#coffee"],
  ["/nick 李华", "NICK|李华"],
  ["/who", "WHO|#tea"],
  ["/who bob", "WHO|bob"],
  ["/whois bob", "WHOIS|bob"],
  ["/away lunch time", "AWAY|lunch time"],
  ["/away", "AWAY|Away"],
  ["/back", "AWAY"],
  ["/ignore bob", "ignore bob"],
  ["/ignore", "ignored"],
  ["/unignore bob", "unignore bob"],
  ["/kick bob too loud", "KICK|#tea|bob|too loud"],
  ["/kick #coffee bob", "KICK|#coffee|bob"],
  ["/ban", "MODE|#tea|b"],
  ["/ban bob *!*@evil", "MODE|#tea|+b|bob!*@*", "MODE|#tea|+b|*!*@evil"],
  ["/unban bob", "MODE|#tea|-b|bob!*@*"],
  ["/mode +m", "MODE|#tea|+m"],
  ["/mode ann +i", "MODE|ann|+i"],
  ["/mode #coffee +k secret", "MODE|#coffee|+k|secret"],
  ["/op bob carl", "MODE|#tea|+o|bob", "MODE|#tea|+o|carl"],
  ["/deop bob", "MODE|#tea|-o|bob"],
  ["/voice bob", "MODE|#tea|+v|bob"],
  ["/devoice #coffee bob", "MODE|#coffee|-v|bob"],
  ["/motd", "MOTD"],
  ["/version", "VERSION"],
  ["/version bob", "PRIVMSG bob: \u0001VERSION\u0001"],
  ["/ping", "PING|ping-1700"],
  ["/ping bob", "PRIVMSG bob: \u0001PING 1700\u0001"],
  ["/oper root", "oper root"],
  ["/oper root hunter2", "refuse ircOperNoPassword"],
  ["/raw PRIVMSG #tea :as it is", "raw PRIVMSG #tea :as it is"],
  ["/lang ZH", "language zh"],
  ["/lang tlh", "refuse ircIncomplete /lang en|zh"],
  ["/reconnect", "reconnect"],
  ["/clear", "clear"],
  ["/help", "help"],
  ["/msg bob", "refuse ircIncomplete /msg NAME TEXT"],
  ["/usr/bin is full", "refuse ircUnknownCommand /usr/bin"],
  ["/constructor", "refuse ircUnknownCommand /constructor"],
  ["/ hello", "refuse ircUnknownCommand /"],
];

/** On a terminal: Chinese takes two columns a character. */
function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (character > "\u2e7f" ? 2 : 1), 0);
}

describe("typed lines", () => {
  for (const [line, ...actions] of examples) {
    test(JSON.stringify(line), () => assertEquals(typed(line), actions));
  }

  test("what needs a room is refused where there is none", () => {
    const lines = [
      "hello",
      "/me waves",
      "/part",
      "/topic x",
      "/names",
      "/invite bob",
      "/kick bob",
      "/op bob",
    ];
    const answers = lines.map((line) => typed(line, { target: undefined }));
    assertEquals(
      answers,
      lines.map(() => ["refuse ircNoRoom"]),
    );
  });

  test("help names every command once, in both languages, on 80 columns", () => {
    for (const language of ["en", "zh"] as const) {
      const rows = helpText({ ...CONTEXT, say: (key, params) => clientText(language, key, params) }).split(
        "\n",
      );
      const words = rows.slice(1, -1).map((row) => row.split(" ")[0]);
      assertEquals(words.length, 45);
      assertEquals(
        rows.filter((row) => columnsOf(row) > 80),
        [],
      );
      assertEquals(new Set(words).size, words.length);
    }
  });
});
