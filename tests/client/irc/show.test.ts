/** What a person reads of the server's lines. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { show } from "../../../src/client/irc/display/show.ts";
import { RecentLines } from "../../../src/client/irc/history/recent-lines.ts";
import type { Language } from "../../../src/locales/catalog.ts";
import { clientText } from "../../../src/locales/client/texts.ts";
import { IN_TEA, incoming, stateAfter } from "./lines.ts";

function shown(line: string, language: Language = "en", before: readonly string[] = []): string[] {
  const rooms = [":ann!a@host JOIN #coffee", ":bob!b@host JOIN #coffee"];
  const state = stateAfter(...IN_TEA, ":s 366 ann #tea :End", ...rooms, ...before);
  const say = (key: Parameters<typeof clientText>[1], params?: Parameters<typeof clientText>[2]) =>
    clientText(language, key, params);
  const follows = (room: string) => room !== "#elsewhere";
  return show(incoming(line), {
    state,
    target: "#tea",
    nowMs: 1_750,
    recent: new RecentLines(),
    follows,
    say,
  });
}

const examples: readonly [line: string, ...shown: readonly string[]][] = [
  [":bob!b@host PRIVMSG #tea :hello", "<bob> hello"],
  [":g10-0-0-7!~g@10.0.0.7 PRIVMSG #tea :from nc", "<10.0.0.7> from nc"],
  [":g10-0-0-7-2!~g@10.0.0.7 JOIN #tea", "* 10.0.0.7 has come in"],
  [":g10-0-0-7!~g@10.0.0.8 PRIVMSG #tea :not really", "<g10-0-0-7> not really"],
  [":bob!b@host PRIVMSG #TEA :hello", "<bob> hello"],
  [":bob!b@host PRIVMSG @#tea :hello", "<bob> hello"],
  [":bob!b@host PRIVMSG #coffee :hello", "[#coffee] <bob> hello"],
  [":bob!b@host PRIVMSG ann :hello", "[private] <bob> hello"],
  [":ann!a@host PRIVMSG bob :from my other screen", "[private] → bob <ann> from my other screen"],
  [":bob!b@host PRIVMSG #tea :\u0001ACTION waves\u0001", "* bob waves"],
  [":bob!b@host PRIVMSG ann :\u0001ACTION waves\u0001", "[private] * bob waves"],
  [":bob!b@host PRIVMSG ann :\u0001VERSION\u0001"],
  [":bob!b@host NOTICE ann :\u0001VERSION irssi\u0001", "bob uses irssi"],
  [":bob!b@host NOTICE ann :\u0001PING 1700\u0001", "bob answers within 50 ms."],
  [":bob!b@host PRIVMSG #tea :\u0002bold\u0002 \u000304,12red\u0003 plain\u000f", "<bob> bold red plain"],
  [":bob!b@host NOTICE #tea :hello", "<bob> hello"],
  [":irc.test NOTICE * :*** Looking up", "*** Looking up"],
  [":carl!c@host JOIN #tea", "* carl has come in"],
  [":carl!c@host JOIN #coffee account :Carl", "[#coffee] * carl has come in"],
  [":ann!a@host JOIN #new", "You are in #new now; what you type is said there."],
  [":bob!b@host PART #tea :later", "* bob has left (later)"],
  [":ann!a@host PART #tea", "You have left #tea."],
  [":bob!b@host QUIT :Connection closed", "* bob is gone (Connection closed)"],
  [":bob!b@host NICK rob", "* bob is rob now"],
  [":ann!a@host NICK anna", "You are anna now."],
  [":eve!e@host KICK #tea bob :too loud", "* bob was sent out by eve (too loud)"],
  [":eve!e@host KICK #tea ann :too loud", "eve has sent you out of #tea. (too loud)"],
  [
    ":eve!e@host MODE #tea +ov bob ann",
    "* eve has made bob an operator of the room",
    "* eve has given ann voice",
  ],
  [":eve!e@host MODE #tea +m-o bob", "* eve has changed modes: +m-o bob"],
  [":ann MODE ann :+i", "Your modes: +i"],
  [":s 221 ann +iw", "Your modes: +iw"],
  [":s 221 ann +", "You have no modes."],
  [":bob!b@host NOTICE ann :\u0001PING 9999\u0001"],
  [":s PONG s ping-9999"],
  [":eve!e@host TOPIC #tea :green", "* eve has set the topic of #tea: green"],
  [":eve!e@host TOPIC #tea :", "* eve has cleared the topic of #tea"],
  [":bob!b@host AWAY :lunch", "* bob is away (lunch)"],
  [":bob!b@host AWAY", "* bob is back"],
  [":bob!b@host INVITE ann #new", "* bob invites you to #new: /join #new"],
  [":eve!e@host INVITE carl #tea", "* eve has invited carl"],
  [":eve!e@host RENAME #tea #green :better", "* The room #tea is called #green now (better)"],
  [":s FAIL JOIN SOME_CODE #x :That did not work", "That did not work"],
  [":s PONG s ping-1700", "The server answers within 50 ms."],
  [":s PONG s other"],
  ["ERROR :Closing link", "The server says: Closing link"],
  ["ERROR :Closing Link: 10.0.0.7 (Server (a) is tired)", "The server says: Server (a) is tired"],
  [":s 366 ann #tea :End of /NAMES list", "In #tea: ann, @eve, +bob"],
  [":s 353 ann = #tea :ann"],
  [":s 353 ann = #other :@carl dora ", "In #other: @carl, dora"],
  [":s 366 ann #other :End of /NAMES list", "Nobody can be seen in #other."],
  [":s 315 ann zz* :End of /WHO list", "Nobody found: zz*"],
  [":s 323 ann :End of /LIST", "No rooms found."],
  [":s 368 ann #tea :End of list", "Nobody is kept out of #tea."],
  [":s 422 ann :MOTD File is missing", "The server has nothing to say."],
  [":s 441 ann bob", "bob"],
  [":s 372 ann :- Be kind", "Be kind"],
  [":s 401 ann dora :No such nick", "There is nobody called dora. /who lists the names."],
  [":s 301 ann bob :at lunch", "bob is away: at lunch"],
  [":s 433 ann bob :Nickname is already in use", "Somebody else is called bob. Choose another name."],
  [":s 482 ann #tea :You're not channel operator", "Only operators of #tea may do that."],
  [":s 352 ann #tea b host s bob H :0 Bob", "bob  b@host"],
  [":s 322 ann #tea 3 :", "#tea  3"],
  [":s 599 ann something :Nobody knows this", "something Nobody knows this"],
  [":bob!b@host TAGMSG #tea"],
  [":s CAP ann NEW :x"],
];

describe("shown", () => {
  for (const [line, ...lines] of examples) {
    test(JSON.stringify(line), () => assertEquals(shown(line), lines));
  }

  test("the end of a list says something only where nothing stood in it", () => {
    const rows = [":s 352 ann #tea b h s bob H :0 B", ":s 322 ann #tea 3 :", ":s 367 ann #tea a!*@*"];
    const ends = [":s 315 ann * :End", ":s 323 ann :End", ":s 368 ann #tea :End"];
    assertEquals(
      ends.flatMap((end) => shown(end, "en", [...rows, ":s 353 ann = #other :x"])),
      [],
    );
    assertEquals(shown(ends[1] ?? "", "en", [...rows, ends[1] ?? ""]), ["No rooms found."]);
  });

  test("in Chinese as well", () => {
    assertEquals(
      [":carl!c@host JOIN #tea", ":bob!b@host PRIVMSG ann :你好"].flatMap((line) => shown(line, "zh")),
      ["* carl 进来了", "[私聊] <bob> 你好"],
    );
  });
});
