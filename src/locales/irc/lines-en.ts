/** What HELP and INFO say, a sentence a line. With what stands around it, each fits into IRC's 512 bytes. */
export const linesEn = {
  "info-program": "chat-server {0}",
  "info-server": "{0}: {1}",
  "info-started": "Running since {0}",
  "info-dialects":
    "One port for everybody: IRC with IRCv3, also over WebSocket, and plain text from nc or a few lines of code.",
  "info-help": "HELP lists the commands, LIST the channels.",

  "motd-room": "- Everybody meets in {0}: /join {0}",

  "help-index": "HELP <command> explains one of these:",
  accept:
    "Lists (*), adds or takes off (-) those who may write to you in private though you are set to +g or +R; until you leave.",
  admin: "Shows whose server this is and how to reach them.",
  authenticate: "Log in by SASL: SCRAM-SHA-256 or PLAIN, in pieces of 400 bytes of base64; * gives up.",
  away: "Tells others that you are away, and why; without a text, that you are back.",
  batch: "Begins and ends a message of several lines, for programs that know draft/multiline.",
  cap: "Chooses the IRCv3 capabilities of this connection. LS lists them, REQ turns them on, or off with a minus.",
  chanserv:
    "Registers channels so that they stay, and decides who is what in them. CHANSERV HELP lists the subcommands.",
  chanlog: "Shows what operators have done in a channel. For its operators.",
  chathistory: "Shows what was said in your channels and in your private talks, as one batch.",
  "chathistory-subcommands":
    "LATEST (the last ones, behind the point or *), BEFORE, AFTER, AROUND (with the point), BETWEEN (two points), TARGETS (where something was said between two times).",
  "chathistory-points": "Points: msgid=ID or timestamp=2026-11-20T02:26:42.000Z.",
  chghost: "Changes the username and host that others are shown of somebody. For operators of the server.",
  cs: "The same as CHANSERV.",
  dline: "Bans an address or a range such as 10.0.0.0/8 from this server. For operators of the server.",
  help: "Explains a command; without a subject, lists them all.",
  helpop: "The same as HELP.",
  history: "Shows what was said last in a channel or with somebody.",
  info: "Shows what this server is and since when it runs.",
  invite:
    "Invites somebody into a channel you are in. Without parameters, lists the channels you are invited to.",
  ison: "Answers with those of the nicks that are here.",
  isupport: "Shows again what this server can do and how long things may be.",
  join: "Enters channels, and makes those that do not exist; whoever makes one is its operator. JOIN 0 leaves all.",
  kick: "Sends people out of a channel. For its operators.",
  kill: "Ends somebody's connection. For operators of the server.",
  kline: "Bans a mask from this server. For operators of the server.",
  language:
    "Chooses the language the server speaks to you: en, zh. Without a code, the one it speaks to everybody.",
  links: "Lists the servers of this network. This one is alone, so the list is empty.",
  list: "Lists channels, how many are in them and what they are about, the largest first.",
  "list-conditions":
    "Conditions: *mask*, !*mask* (not called so), >3 and <10 (members), C>60 and C<60 (made so many minutes ago), T>60 and T<60 (topic).",
  lusers: "Shows how many people, channels and operators there are.",
  markread:
    "Tells how far you have read in a channel or with somebody, on all your devices; with a time, sets it.",
  metadata: "Shows or changes what people and channels tell of themselves: avatar, display-name, status …",
  "metadata-subcommands":
    "GET and LIST show, SET (a key and its value, or none) and CLEAR change. SUB, UNSUB, SUBS: the keys whose changes you are told of; SYNC tells what there is of them.",
  mode: "Shows or changes what a channel, a member of it or you are set to.",
  "channel-modes":
    "Channel: i invited only, m only those with a voice speak, n nothing from outside, s secret, t operators set the topic, k key, l limit, f forward, C no CTCP, E plays with NPC and SCENE, M and R only logged-in people speak and enter, U operators read the others, u only voices are shown.",
  "channel-lists":
    "Lists of nick!user@host masks: b bans (m:mask only mutes, a:account), e exceptions, I who needs no invitation. A letter alone shows its list.",
  "member-modes": "Members: q founder ~, a protected &, o operator @, h half-operator %, v voice +.",
  "user-modes":
    "You: i invisible to who shares no channel, w reads WALLOPS, B is a bot, R reads only logged-in people in private, g only those you ACCEPT or write to, T takes no CTCP, -o ends being operator.",
  monitor:
    "Tells you when people come and go: + adds nicks, - takes them off, C clears, L lists, S shows who is here.",
  motd: "Shows the message of the day.",
  names: "Lists who is in a channel.",
  nick: "Changes your nick.",
  nickserv:
    "Make an account, log in and out, and decide about your account. NICKSERV HELP lists the subcommands.",
  notice: "Like PRIVMSG, but programs never answer it by themselves.",
  npc: "Says something as a figure of a play, in channels set to +E; your nick stands behind it.",
  npca: "The same for what the figure does.",
  ns: "The same as NICKSERV.",
  oper: "Makes you an operator of the server.",
  part: "Leaves channels.",
  pass: "Logs in while you connect, for programs that know no SASL. This server asks nobody else for a password.",
  persistence:
    "Whether you stay in your channels while none of your devices is here. For programs; NICKSERV SET ALWAYS-ON is the same.",
  ping: "Asks for a sign of life; the server answers with PONG and the token.",
  pong: "Answers a PING.",
  privmsg:
    "Says something to people and channels. @#channel reaches only its operators, +#channel all with a voice.",
  quit: "Leaves the server.",
  redact: "Takes a message back: your own, or in a channel you are operator of any.",
  register: "Make an account of your nick (*), and be logged in.",
  rehash: "Reads the server's configuration again. For operators of the server.",
  relaymsg:
    "Says what somebody has said on another network, for relays (bridges) that are operators of the channel: RELAYMSG #room alice/discord :hello",
  rename: "Gives a channel another name. For its operators.",
  saregister: "Make an account for somebody else. For operators.",
  scene: "Tells where a play is and what happens in it, in channels set to +E; your nick stands behind it.",
  report: "Tells the operators of the server about somebody or about a message.",
  reports: "Shows what was reported. For operators of the server.",
  search: "Finds what was said in your channels and in private with you, the oldest first.",
  "search-attributes":
    'Attributes: text= words and "phrases", in= channel or nick, from= nick, after= and before= times such as 2026-11-20T02:26:42.000Z, limit= a number.',
  "search-words":
    'By hand as well: SEARCH from:bob in:#tea after:2026-11-20 before:2026-11-30 green "cup of tea"',
  setname: "Changes your real name.",
  shun: "Mutes somebody: what they say reaches nobody. Durations: 30m, 2h, 1d12h. For operators of the server.",
  tagmsg: "Sends tags without a text, such as +typing.",
  time: "Shows the server's time.",
  topic: "Shows what a channel is about, or sets it; an empty text clears it.",
  uban: "Bans somebody from this server, lifts a ban, lists them, shows one. Durations: 30m, 2h, 1d12h. For operators of the server.",
  undline: "Lifts the ban on an address or a range. For operators of the server.",
  unkline: "Lifts the ban on a mask. For operators of the server.",
  unshun: "Lifts a mute. For operators of the server.",
  user: "Says who you are while you connect.",
  userhost: "Shows where up to five people are connected from.",
  verify: "Nothing here waits to be verified: accounts count at once.",
  version: "Shows which program this is and what it can do.",
  wallops: "Tells something to everybody with user mode w. For operators of the server.",
  webirc: "Lets a gateway say on whose behalf it connects.",
  who: "Lists people: those in a channel, one by nick, or all whom a mask with * and ? means; o: operators only.",
  "who-fields":
    "Fields: t token, c channel, u user, i address, h host, s server, n nick, f flags, d distance, l idle seconds, a account, o rank, r real name.",
  whois: "Shows what there is to know of somebody.",
  whowas: "Shows who had a nick before, the last one first.",
  znc: "Shows what was said, for programs that know ZNC's playback module. Times are seconds since 1970.",
} as const;

/** What every language has: the same keys. */
export type IrcLines = Readonly<Record<keyof typeof linesEn, string>>;
