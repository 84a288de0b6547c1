/** How much and how long, in one place for both ways to talk. */

/** After the last piped line, what still arrives is shown until the server is quiet for this long. */
export const LINGER_QUIET_MS = 1_000;

/** However talkative the server is. */
export const LINGER_MAX_MS = 10_000;

/** How long a person who leaves waits for what was sent last. */
export const FAREWELL_MS = 300;

/** Lines typed before the server has shown what it is. */
export const HELD_LINES_MAX = 1_000;

/** Rooms one may be in on a server; those it names beyond are shown, but not remembered. */
export const ROOMS_KNOWN_MAX = 200;

/** People in all of these rooms together; a server that names more is not kept in memory for it. */
export const PEOPLE_KNOWN_MAX = 20_000;

/** UTF-16 units of a nick or a room. An IRC line has 512 bytes for all it says. */
export const NAME_LENGTH_MAX = 512;

/** Names in the line that shows who is in a room; a few screens full. */
export const NAMES_SHOWN_MAX = 300;

/** What a server says of itself, in tokens of RPL_ISUPPORT; servers in use have about 50. */
export const FEATURES_MAX = 500;

/** Lines kept back until the welcome is complete; what is beyond is shown at once. */
export const UNSHOWN_LINES_MAX = 1_000;

/** Answers to a server that asks and asks, and takes none of them: then it is left. */
export const UNREAD_ANSWERS_BYTES_MAX = 4 * 1024 * 1024;

/** Datagrams that wait to be sent; then the input is not read on until they are. */
export const UNSENT_DATAGRAMS_MAX = 1_000;

/** Lines that were said lately; a reply or a reaction to an older one does not say what it was. */
export const RECENT_LINES_MAX = 2_000;

/** UTF-16 units of each that are kept; the first words are shown. */
export const RECENT_LENGTH_MAX = 500;

/** Rooms and private talks whose last line is remembered, to catch up from there. */
export const TALKS_KNOWN_MAX = 300;

/** Lines of one batch of history; servers give at most about a thousand. */
export const HISTORY_LINES_MAX = 1_000;

/** UTF-16 units of one batch of history: 1,000 lines of 4 KiB. */
export const HISTORY_LENGTH_MAX = 4 * 1024 * 1024;

/** Lines asked for at a time while catching up, unless the server gives fewer. */
export const PAGE_LINES = 100;

/** Pages of one room after a lost connection: who was away for longer is told, and may ask with /history. */
export const PAGES_MAX = 10;

/** Private talks that are caught up with, the newest ones. */
export const TALKS_CAUGHT_UP_MAX = 20;

/** Lines of which a person is told, after a lost connection, what became of them. */
export const LINES_TOLD_MAX = 20;

/** An answer of the history that takes longer is not waited for. */
export const HISTORY_MS = 10_000;

/** What a person reads of a room's past when they come in. */
export const HISTORY_SHOWN = 20;

/** On servers that confirm nothing, they are asked so long after a line whether they are through with it. */
export const CONFIRM_MS = 2_000;

/** Lines of one message that are kept; servers give at most as many as they take. */
export const MULTILINE_LINES_MAX = 1_000;

/** UTF-16 units of such a message; ours gives at most 64 KiB. */
export const MULTILINE_LENGTH_MAX = 256 * 1024;

/** Messages of several lines that come in at a time; a server that opens more does not end its own. */
export const MULTILINE_OPEN_MAX = 16;

/** Rounds of PBKDF2 that a server may ask for. Fewer would give a false server too cheap a guess (RFC 7677). */
export const SCRAM_ITERATIONS_MIN = 4_096;

/** Some seconds of work; servers in use ask for 4,096 to 600,000. */
export const SCRAM_ITERATIONS_MAX = 2_000_000;

/** UTF-16 units of base64 that a server may say at a time while somebody logs in. */
export const SASL_PAYLOAD_MAX = 16 * 1024;

/** Of a new password; some servers' services take them in a line with other words. */
export const PASSWORD_BYTES_MAX = 300;

/** A login or registration that takes longer is not waited for. The work for it waits its turn on a busy server. */
export const LOGIN_MS = 30_000;
