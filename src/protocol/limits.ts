/** What strangers can make grow, each with its unit and reason. */

/** Bytes that are looked at before a connection's dialect must be decided: no request line is longer. */
export const DETECTION_BYTES_MAX = 8 * 1024;
/** How long the first line may stay unfinished. */
export const DETECTION_MS_MAX = 2_000;
/** Silence after which the plain greeting goes out: tutorial clients wait for it before they send anything. */
export const GREETING_DELAY_MS = 300;
/** How long the greeting waits for history, to leave with it in one piece: a page takes some milliseconds, a busy disk may take longer. */
export const GREETING_HISTORY_MS = 100;
/** Silence that ends a message without newline, as `send(input().encode())` makes them. */
export const MESSAGE_PAUSE_MS = 100;
/** The same for people who type key by key, or whose connection has sent newlines before. */
export const MESSAGE_PAUSE_LONG_MS = 1_000;
/** The largest plain message, in bytes, unless `--buffer-size` says otherwise: what tutorials' `recv(4096)` takes. */
export const PLAIN_MESSAGE_BYTES_DEFAULT = 4_096;

/** Bytes of the tags a client may send with a line, from `@` to the space: 4,094 of data, as message-tags says. */
export const TAGS_BYTES_MAX = 4_096;
/** Bytes of a label, as labeled-response says: it comes back among the server's own tags, which have room for 510. */
export const LABEL_BYTES_MAX = 64;
/** Bytes of a message of several lines, line breaks included: what a plain message may have by default. */
export const MULTILINE_BYTES_MAX = 4_096;
/** Lines of it, as they are sent: a screen full. */
export const MULTILINE_LINES_MAX = 32;
/** Characters of a sender's tags that stand on each of its lines, for those who get them one by one; longer ones stand on the first alone. */
export const REPEATED_TAGS_LENGTH_MAX = 512;
/** References of batches that were given up, whose lines still come: a client opens one at a time. */
export const LOST_BATCHES_MAX = 4;
/** Bytes of the key under which a client may send a message again: some random characters. */
export const SENDING_KEY_BYTES_MAX = 64;
/** How long a message that comes again under its key is known: a laptop's lid is opened the next day. */
export const SENDING_KEY_MS = 24 * 60 * 60_000;
/** Keys of one person; the oldest makes room. A paste that was on its way when the connection broke. */
export const SENDING_KEYS_PER_USER_MAX = 1_000;
/** Keys of everybody, each with its message: 40 MB of the longest. Who has been silent longest makes room. */
export const SENDING_KEYS_MAX = 10_000;
/** Bytes of an IRC line without its tags and its CR LF, which make it the 512 of RFC 1459. */
export const LINE_BYTES_MAX = 510;
/** Bytes after which a line that has not ended never will: far more than the longest good line. */
export const LINE_END_BYTES_MAX = 16 * 1024;

/** Bytes of one WebSocket message, all its fragments together: as many as an IRC line may have before it is endless. */
export const WEBSOCKET_MESSAGE_BYTES_MAX = 16 * 1024;
/** Bytes of a PROXY header: all its kinds of addresses and short extras; who sends certificates along sends too much. */
export const PROXY_HEADER_BYTES_MAX = 4 * 1024;
/** Bytes of one HTTP request's line and headers. */
export const HTTP_HEADER_BYTES_MAX = 16 * 1024;
/** How long one HTTP request's line and headers may take. */
export const HTTP_HEADER_MS_MAX = 10_000;
/** Unsent bytes of one download above which its next part is not made: a receiver costs this and one part, however much it is. */
export const HTTP_UNSENT_BYTES_MAX = 64 * 1024;
/** How long a download's receiver may take nothing: a phone that changes networks goes on, one that has gone is let go. */
export const DOWNLOAD_SILENCE_MS_MAX = 60_000;

/** Lines taken from one session per tick; the rest waits its turn, so that a paste delays nobody else. */
export const LINES_PER_TICK_MAX = 64;
/** Own queue above which a session's next commands wait, in bytes: its own replies never overflow it. */
export const OWN_QUEUE_BYTES_MAX = 1024 * 1024;
/** Unsent bytes of one connection above which it is closed: a reader this far behind has stopped reading. */
export const SEND_QUEUE_BYTES_MAX = 4 * 1024 * 1024;
/** Unsent bytes of all connections together; above it the largest queue is closed first. */
export const ALL_QUEUES_BYTES_MAX = 512 * 1024 * 1024;
/**
 * What one connection may send at once, in units: bytes, of which a line has `LINE_UNITS_MIN` at least. 10,000 lines of a
 * paste; names, times and message ids make at most 2.8 MiB of it for a reader, which fits into a send queue.
 */
export const INPUT_UNITS_BURST = 1024 * 1024;
/** What it may send in a second after that, in units: more than anybody reads, and a reader who takes 8 Mbit/s keeps up. */
export const INPUT_UNITS_PER_SECOND = 256 * 1024;
/** The units of a short line, for each of its targets: it is longer for those who are told. */
export const LINE_UNITS_MIN = 100;
/** The units of a NICK, JOIN, MODE and the like, which many are told: 1,000 of them are still answered at once. */
export const PRESENCE_UNITS = 1024;
/** The units of a search (WHO, WHOIS, LIST with a pattern): among 10,000 people one takes several milliseconds. */
export const SEARCH_UNITS = 8 * 1024;
/** Units one session may use in a tick beyond its lines' bytes: a few searches hold nobody else up for long. */
export const UNITS_PER_TICK_MAX = 64 * 1024;
/** Bytes of answers that cost a unit: a LIST of 1 MiB is a second's worth. */
export const ANSWER_BYTES_PER_UNIT = 4;
/** How many times that all connections of one address may send together: several people share a host or a NAT. */
export const ADDRESS_SHARES = 4;
/** Connections one address may open at once: a school behind one NAT comes back together when the server starts again. */
export const CONNECTS_BURST = 512;
/** Connections one address may open in a second after that: a hundredth of what the server takes. */
export const CONNECTS_PER_SECOND = 64;
/** Addresses without a connection that are remembered until their share has grown again. */
export const LEFT_ADDRESSES_MAX = 10_000;
/** How long a sender is not read at least, once its share is used up: the server is not woken for every line. */
export const THROTTLE_MS_MIN = 50;
/** How long a connection whose peer has ended may still take replies. */
export const CLOSE_GRACE_MS = 1_000;
/** Files the program keeps for itself below the system's limit of open files. */
export const SPARE_FILES = 64;

/** Characters of a nick: enough for a guest's name made from any address, and for people's full names. */
export const NICK_LENGTH_MAX = 32;
/** Bytes of a nick in UTF-8: 32 Chinese characters; a source of the longest nick, user and host leaves most of a line free. */
export const NICK_BYTES_MAX = 96;
/** Characters and bytes of the name for which a relay speaks: a nick, and where it is from. */
export const RELAY_NICK_LENGTH_MAX = 64;
export const RELAY_NICK_BYTES_MAX = 128;
/** Characters of a channel's name, `#` included. */
export const CHANNEL_LENGTH_MAX = 64;
/** Bytes of it in UTF-8: behind the longest source, a line of 512 bytes still has room for a name or a sentence. */
export const CHANNEL_BYTES_MAX = 160;
/** Bytes of a topic: with the names around it, one line of IRC. 130 Chinese characters. */
export const TOPIC_BYTES_MAX = 390;
/** Places of which it is known how far one person has read: all channels there may be, and as many talks. What was read longest ago makes room. */
export const MARKERS_PER_USER_MAX = 200;
/** Channels one person may be in: far more than anybody reads. */
export const CHANNELS_PER_USER_MAX = 100;
/** Bans, and as many mutes, of the whole server: a list of addresses that somebody else keeps. */
export const SANCTIONS_MAX = 10_000;
/** Those by mask, each of which is compared with everybody who comes: a tenth of a millisecond. */
export const SANCTION_MASKS_MAX = 500;
/** Kicks one channel remembers, for an hour. */
export const KICKS_REMEMBERED_MAX = 50;
export const KICK_REMEMBERED_MS = 3_600_000;
/** Reports that are kept for the operators, 500 KB of them; the oldest makes room. */
export const REPORTS_KEPT_MAX = 1_000;
/** Reports of one address in ten minutes: a class behind one NAT may be upset together, one person must not fill the list. */
export const REPORTS_PER_HOST_MAX = 10;
export const REPORTS_PER_HOST_MS = 600_000;
/** Addresses that have reported something, of which that is remembered. */
export const REPORTERS_MAX = 1_000;
/** Sessions one person may have at a time: each device is told everything, and nobody has more of them. */
export const SESSIONS_PER_USER_MAX = 16;
/** Channels of the whole server: an empty one is gone unless it is registered, so this only stops a flood of names. */
export const CHANNELS_MAX = 10_000;
/** Registered channels of the whole server, each with 1 KB to 40 KB of memory: half of the channels there may be are left to others. */
export const REGISTERED_CHANNELS_MAX = 5_000;
/** Registered channels of one account: a class or team has a few; 250 people are needed to use up all. */
export const REGISTERED_CHANNELS_PER_ACCOUNT_MAX = 20;
/** Accounts with access to one channel: more operators and voices than any room has. */
export const CHANNEL_ACCESS_MAX = 100;
/** Names of channels that operators of the server have closed for good. */
export const CHANNEL_PURGES_MAX = 1_000;

/** Rows of one LIST or WHO: what anybody reads, and what keeps one reply far below a send queue's limit. */
export const REPLY_ROWS_MAX = 200;

/** A sender of datagrams is one guest for this long after its last one. */
export const DATAGRAM_GUEST_MS = 5 * 60_000;
/** A sender of datagrams who was turned away is not looked at again for so long: each time costs a newcomer's share. */
export const DATAGRAM_REFUSED_MS = 10_000;
/** Guests made by datagrams at a time: sender addresses can be forged. The one silent longest makes room. */
export const DATAGRAM_GUESTS_MAX = 256;
/** New guests made by datagrams in a second: a classroom may start at once, a flood of forged senders may not. */
export const NEW_DATAGRAM_GUESTS_PER_SECOND_MAX = 50;
/** Messages one address may send by datagrams in a second; more are dropped, since UDP cannot be slowed down. */
export const DATAGRAMS_PER_SECOND_MAX = 100;

/** What the in-memory history keeps of bodies, in characters: a flood of the longest messages stays below 64 MiB. */
export const HISTORY_CHARACTERS_MAX = 32 * 1024 * 1024;
/** Messages the in-memory history keeps. Each keeps its texts from the garbage collector: 10,000 made every private message a third dearer. */
export const HISTORY_MESSAGES_MAX = 1_000;
/** Rows that may wait for a slow disk; more messages are refused. A second of the fastest senders there are. */
export const HISTORY_WAITING_ROWS_MAX = 100_000;
/** Rows of one transaction: a disk writes them in about 50 ms, and so long at most does the next one wait. */
export const HISTORY_BATCH_ROWS_MAX = 8_192;
/** Events (JOIN, TOPIC …) that are kept in memory while the disk refuses; the oldest makes room. */
export const HISTORY_KEPT_ROWS_MAX = 10_000;
/** Queries that wait for one reader of history; more are refused. */
export const HISTORY_QUERIES_WAITING_MAX = 1_000;
/** What a session is told while history answers it, in effects: beyond that the answer is given up. Some seconds of a busy room. */
export const HELD_EFFECTS_MAX = 10_000;
/** Commands of one IRC session that wait for their answers; beyond that no more is read from it. A large paste, a few MB. */
export const ANSWERS_WAITING_MAX = 10_000;
/** Decided entries that wait for the disk; beyond that nothing more is read from clients. About 20 MB. */
export const WAITING_ENTRIES_MAX = 20_000;
/** A disk that has not answered for so long is late: nothing more is read from clients, and `/readyz` says so. */
export const DISK_LATE_MS = 1_000;
/** Lines of history a plain-text person is shown on arrival, and `/history` where no number is given. */
export const RECENT_LINES_DEFAULT = 20;
/** Messages of one CHATHISTORY answer: as many of the longest still fit into half of a send queue. */
export const CHATHISTORY_MESSAGES_MAX = 200;
/** Messages of all channels that one ZNC playback asks for, together: a few screens each for who is in some. */
export const PLAYBACK_MESSAGES_MAX = 1_000;

/** Lines of one `/history`, messages of one SEARCH: what somebody looks through, and far below a send queue's limit. */
export const HISTORY_LINES_MAX = 200;
export const SEARCH_MESSAGES_MAX = 100;
/** What `/search` finds: a screen full. */
export const SEARCH_LINES = 20;
/** Words and phrases of one search, each of which is looked up; more are left out. */
export const SEARCH_TERMS_MAX = 16;
/** Names under which history keeps what was said behind the doors of one channel: keys that were changed. The oldest is read no more. */
export const CLOSED_NAMES_MAX = 16;
/** Own lines that `/recall` can still take back, the last one first. */
export const RECALL_LINES_MAX = 10;

/** Bytes of an away text and of a reason for a kick: a sentence, so that no reply needs two lines for it. 100 Chinese characters. */
export const AWAY_BYTES_MAX = 300;
export const KICK_BYTES_MAX = 300;
/** Characters of a real name. */
export const REALNAME_LENGTH_MAX = 128;
/** Bytes of what stands before the `@`, without its `~`. */
export const USERNAME_LENGTH_MAX = 10;
/** Bytes of a host as others see it: a DNS label's length; an IPv6 address needs 39. */
export const HOST_LENGTH_MAX = 63;
/** Masks on all lists of one channel together: each message is compared with them. */
export const LIST_MASKS_MAX = 100;
/** Bytes of a mask, and of what one MODE line changes: behind the longest source and channel, both fit into 512 bytes. */
export const MODE_BYTES_MAX = 160;
/** Invitations into one channel that wait for their people; the oldest makes room. */
export const INVITATIONS_MAX = 100;
/** Changes with a parameter in one MODE. */
export const MODES_PER_COMMAND_MAX = 6;
/** Targets of one PRIVMSG, NOTICE, TAGMSG or KICK: one line of a stranger shall not cost many. */
export const TARGETS_PER_COMMAND_MAX = 4;
/** Nicks one session may watch. */
export const MONITOR_TARGETS_MAX = 100;
/** People one user may accept: more than anybody talks with in private. */
export const ACCEPTED_MAX = 100;
/** How often somebody is told of strangers whom they turn away. */
export const CALLER_NOTICE_MS = 60_000;
/** Departures WHOWAS remembers, of the whole server. */
export const WHOWAS_ENTRIES_MAX = 1_000;
/** Characters of a channel's key. */
export const KEY_LENGTH_MAX = 32;

/** How long a connection may take to say who it is: people who type `NICK` by hand need a while. */
export const REGISTRATION_DEADLINE_MS = 60_000;
/** Silence of an IRC client after which it is asked for a sign of life. */
export const PING_SILENCE_MS = 90_000;
/** How long it may take to give one. */
export const PONG_DEADLINE_MS = 60_000;
/** Bytes of one CAP line's list: 512 without the source, the command and the longest nick. */
export const CAP_LINE_BYTES_MAX = 340;
/** Bytes of one line's list of nicks, masks or channels in all other replies: 512 without a server's name and two nicks. */
export const WORDS_BYTES_MAX = 240;
/** Bytes of one LIST for IRC: twice this, and much that others say, is still below SEND_QUEUE_BYTES_MAX. */
export const LIST_BYTES_MAX = 1024 * 1024;
/** Names and conditions of one LIST: each is compared with each channel. */
export const LIST_CONDITIONS_MAX = 8;
/** Nicks of one USERHOST. https://modern.ircdocs.horse/#userhost-message */
export const USERHOST_NICKS_MAX = 5;

/** Bytes of one AUTHENTICATE's piece. https://ircv3.net/specs/extensions/sasl-3.1#the-authenticate-command */
export const SASL_CHUNK_BYTES_MAX = 400;
/** Bytes of a message of SASL in base64: the longest name twice and the longest password are 700. */
export const SASL_BYTES_MAX = 1_600;
/** Bytes of a REGISTER line: the longest name, e-mail address and password. All other lines have LINE_BYTES_MAX. */
export const REGISTER_LINE_BYTES_MAX = 1_024;
/** Accounts of the whole server, each with 1 KB of memory: a university on one network. */
export const ACCOUNTS_MAX = 100_000;
/** Accounts that one address makes in an hour: a class behind one NAT, but nobody takes all names. */
export const ACCOUNTS_PER_HOST_MAX = 100;
export const ACCOUNTS_PER_HOST_MS = 3_600_000;
/** Addresses that have made some, of which that is remembered: 100 bytes each. */
export const REGISTERING_HOSTS_MAX = 1_000;
/** Bytes of an e-mail address. https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
export const EMAIL_BYTES_MAX = 254;

/** Bytes of a key of metadata: `display-name`, or one with its vendor's domain before it. */
export const METADATA_KEY_BYTES_MAX = 40;
/** Bytes of a value: an address or a sentence, and with all names around it one line. Longer names of servers and channels leave less. */
export const METADATA_VALUE_BYTES_MAX = 256;
/** Keys that one person or channel may have: those in use, and some more. */
export const METADATA_KEYS_MAX = 16;
/** Values of all people together: 80 MB of the longest. */
export const METADATA_VALUES_MAX = 200_000;
/** Keys one session may subscribe to. */
export const METADATA_SUBSCRIPTIONS_MAX = 32;
/** Changes of metadata one session may make in so many milliseconds; more are refused. Everybody in its rooms may be told of each. */
export const METADATA_CHANGES_MAX = 32;
export const METADATA_CHANGES_MS = 10_000;
/** Members up to which a channel's metadata is told on a JOIN; of more, who comes asks when it wants to know. */
export const METADATA_MEMBERS_MAX = 200;
/** Values of one synchronization, 500 KB of lines: what goes beyond that is left out. Who got so many waits until they were read. */
export const METADATA_SYNC_VALUES_MAX = 1_000;
export const METADATA_SYNC_MS = 4_000;
/** The same of all sessions together, a tenth of one core: after a restart everybody comes back at once. */
export const METADATA_SYNC_ALL_VALUES_MAX = 100_000;
/** People and channels that one synchronization looks at: some milliseconds. */
export const METADATA_SYNC_TARGETS_MAX = 10_000;

/** Passwords checked at a time: one check takes 32 MiB and a fifth of a second of one core. */
export const PASSWORD_CHECKS_MAX = 2;
/** Passwords that wait for that; more are refused unchecked. The last one waits two seconds. */
export const PASSWORD_CHECKS_WAITING_MAX = 16;
/** Wrong operator passwords of one session in a minute; more are refused unchecked. */
export const WRONG_PASSWORDS_MAX = 3;
export const WRONG_PASSWORDS_MS = 60_000;

/** Links to copies of accounts that were not fetched yet and copies on their way, each some KB; one of each account. */
export const EXPORTS_MAX = 256;
/** How long such a link works: to copy it to another program, not to keep it. */
export const EXPORT_LINK_MS = 600_000;
/** Rows of one page of such a copy, of up to 64 KB each where they are the longest. */
export const EXPORT_PAGE_ROWS = 100;
/** How much of history one page looks through: 20 ms where ten messages came each second. */
export const EXPORT_PAGE_MS = 4 * 3_600_000;
/** Bytes of an account's password: 100 Chinese characters, and with REGISTER and the names it still fits into one line. */
export const ACCOUNT_PASSWORD_BYTES_MAX = 300;
/** Passwords of accounts that are checked or made at a time: each takes one core for 10 to 60 ms. */
export const ACCOUNT_CHECKS_MAX = 2;
/** Those that wait for that; more are refused unchecked. The last one waits one to eight seconds, as after a restart. */
export const ACCOUNT_CHECKS_WAITING_MAX = 256;
/** Those of one address among them: a class behind one NAT, and others still get in. */
export const ACCOUNT_CHECKS_WAITING_PER_HOST_MAX = 64;
/** Wrong logins of one session in a minute; more are refused unchecked. */
export const WRONG_LOGINS_PER_SESSION_MAX = 5;
export const WRONG_LOGINS_SESSION_MS = 60_000;
/** Wrong logins of one address in five minutes: a class behind one NAT mistypes; a guesser needs a day for 17,000 words. */
export const WRONG_LOGINS_PER_HOST_MAX = 60;
export const WRONG_LOGINS_HOST_MS = 5 * 60_000;
/** Sessions, and addresses, whose wrong guesses are counted: a few numbers each. Who began first makes room. */
export const GUESSERS_MAX = 10_000;

/** How long a silent connection waits for its greeting where its address has just asked for a page: browsers open some ahead of need. */
export const BROWSER_SILENCE_MS = 15_000;
/** Addresses that asked for a page lately, at most: two short texts each. */
export const RECENT_HOSTS_MAX = 1_000;
