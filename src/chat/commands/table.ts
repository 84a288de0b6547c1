/** Every command the rules know, by its name. */
import type { Effect } from "../../protocol/effects.ts";
import { type CommandContext, type CommandHandler, numeric } from "../effects.ts";
import { silenced } from "../moderation/silence.ts";
import { accept } from "./accept.ts";
import { admin } from "./admin.ts";
import { away } from "./away.ts";
import { chanlog } from "./chanlog.ts";
import { chanserv } from "./chanserv/chanserv.ts";
import { chathistory } from "./chathistory.ts";
import { chghost } from "./chghost.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { info } from "./info.ts";
import { invite } from "./invite.ts";
import { ison } from "./ison.ts";
import { isupport } from "./isupport.ts";
import { join } from "./join.ts";
import { kick } from "./kick.ts";
import { kill } from "./kill.ts";
import { links } from "./links.ts";
import { list } from "./list.ts";
import { lusers } from "./lusers.ts";
import { markread } from "./markread.ts";
import { metadata } from "./metadata/metadata.ts";
import { mode } from "./mode.ts";
import { monitor } from "./monitor.ts";
import { motd } from "./motd.ts";
import { names } from "./names.ts";
import { nick } from "./nick.ts";
import { nickserv } from "./nickserv/nickserv.ts";
import { op } from "./op.ts";
import { part } from "./part.ts";
import { persistence } from "./persistence.ts";
import { znc } from "./playback.ts";
import { privmsg } from "./privmsg.ts";
import { quit } from "./quit.ts";
import { rehash } from "./rehash.ts";
import { relaymsg } from "./relaymsg.ts";
import { rename } from "./rename.ts";
import { report, reports } from "./report.ts";
import { npc, npca, scene } from "./roleplay.ts";
import { search } from "./search.ts";
import { setname } from "./setname.ts";
import { shun } from "./shun.ts";
import { time } from "./time.ts";
import { topic } from "./topic.ts";
import { uban } from "./uban.ts";
import { userhost } from "./userhost.ts";
import { version } from "./version.ts";
import { wallops } from "./wallops.ts";
import { who } from "./who.ts";
import { whois } from "./whois.ts";
import { whowas } from "./whowas.ts";
import { dline, kline, undline, unkline } from "./xline.ts";

interface Command {
  readonly run: CommandHandler;
  /** With fewer parameters (or an empty one among them) it is answered with ERR_NEEDMOREPARAMS. */
  readonly paramsMin: number;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["ACCEPT", { run: accept, paramsMin: 0 }],
  ["ADMIN", { run: admin, paramsMin: 0 }],
  ["AWAY", { run: away, paramsMin: 0 }],
  ["CHANSERV", { run: chanserv, paramsMin: 0 }],
  ["CHANLOG", { run: chanlog, paramsMin: 1 }],
  ["CHATHISTORY", { run: chathistory, paramsMin: 1 }],
  ["CHGHOST", { run: chghost, paramsMin: 3 }],
  ["CS", { run: chanserv, paramsMin: 0 }],
  ["DEOP", { run: op, paramsMin: 0 }],
  ["DLINE", { run: dline, paramsMin: 1 }],
  ["HELP", { run: help, paramsMin: 0 }],
  ["HELPOP", { run: help, paramsMin: 0 }],
  ["HISTORY", { run: history, paramsMin: 1 }],
  ["INFO", { run: info, paramsMin: 0 }],
  ["INVITE", { run: invite, paramsMin: 0 }],
  ["ISON", { run: ison, paramsMin: 1 }],
  ["ISUPPORT", { run: isupport, paramsMin: 0 }],
  ["JOIN", { run: join, paramsMin: 1 }],
  ["KICK", { run: kick, paramsMin: 2 }],
  ["KILL", { run: kill, paramsMin: 1 }],
  ["KLINE", { run: kline, paramsMin: 1 }],
  ["LINKS", { run: links, paramsMin: 0 }],
  ["LIST", { run: list, paramsMin: 0 }],
  ["LUSERS", { run: lusers, paramsMin: 0 }],
  ["MARKREAD", { run: markread, paramsMin: 0 }],
  ["METADATA", { run: metadata, paramsMin: 0 }],
  ["MODE", { run: mode, paramsMin: 1 }],
  ["MONITOR", { run: monitor, paramsMin: 1 }],
  ["MOTD", { run: motd, paramsMin: 0 }],
  ["NAMES", { run: names, paramsMin: 0 }],
  ["NICK", { run: nick, paramsMin: 0 }],
  ["NICKSERV", { run: nickserv, paramsMin: 0 }],
  ["NS", { run: nickserv, paramsMin: 0 }],
  ["NOTICE", { run: privmsg, paramsMin: 0 }],
  ["NPC", { run: npc, paramsMin: 3 }],
  ["NPCA", { run: npca, paramsMin: 3 }],
  ["OP", { run: op, paramsMin: 0 }],
  ["PART", { run: part, paramsMin: 1 }],
  ["PERSISTENCE", { run: persistence, paramsMin: 1 }],
  ["PRIVMSG", { run: privmsg, paramsMin: 0 }],
  ["QUIT", { run: quit, paramsMin: 0 }],
  ["REHASH", { run: rehash, paramsMin: 0 }],
  ["RELAYMSG", { run: relaymsg, paramsMin: 3 }],
  ["RENAME", { run: rename, paramsMin: 2 }],
  ["SCENE", { run: scene, paramsMin: 2 }],
  ["REPORT", { run: report, paramsMin: 1 }],
  ["REPORTS", { run: reports, paramsMin: 0 }],
  ["SEARCH", { run: search, paramsMin: 1 }],
  ["SETNAME", { run: setname, paramsMin: 0 }],
  ["SHUN", { run: shun, paramsMin: 1 }],
  ["TAGMSG", { run: privmsg, paramsMin: 0 }],
  ["TIME", { run: time, paramsMin: 0 }],
  ["TOPIC", { run: topic, paramsMin: 1 }],
  ["UBAN", { run: uban, paramsMin: 1 }],
  ["UNDLINE", { run: undline, paramsMin: 1 }],
  ["UNKLINE", { run: unkline, paramsMin: 1 }],
  ["UNSHUN", { run: shun, paramsMin: 1 }],
  ["USER", { run: alreadyRegistered, paramsMin: 0 }],
  ["USERHOST", { run: userhost, paramsMin: 1 }],
  ["VERSION", { run: version, paramsMin: 0 }],
  ["WALLOPS", { run: wallops, paramsMin: 1 }],
  ["WHO", { run: who, paramsMin: 0 }],
  ["WHOIS", { run: whois, paramsMin: 0 }],
  ["WHOWAS", { run: whowas, paramsMin: 0 }],
  ["ZNC", { run: znc, paramsMin: 1 }],
]);

export const COMMAND_NAMES: readonly string[] = [...COMMANDS.keys()];

export function runCommand(context: CommandContext): Effect[] {
  const { session, message } = context;
  const command = COMMANDS.get(message.command);
  if (!command) return [numeric(session, "ERR_UNKNOWNCOMMAND", message.command)];
  for (let index = 0; index < command.paramsMin; index++) {
    if (!message.params[index]) return [numeric(session, "ERR_NEEDMOREPARAMS", message.command)];
  }
  const heard = silenced(context);
  return Array.isArray(heard) ? heard : command.run(heard);
}

/** What only a newcomer may say. */
function alreadyRegistered({ session }: CommandContext): Effect[] {
  return [numeric(session, "ERR_ALREADYREGISTERED")];
}
