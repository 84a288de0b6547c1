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
