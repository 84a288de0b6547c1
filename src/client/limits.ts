/** How much and how long, in one place for both ways to talk. */

/** After the last piped line, what still arrives is shown until the server is quiet for this long. */
export const LINGER_QUIET_MS = 1_000;

/** However talkative the server is. */
export const LINGER_MAX_MS = 10_000;

/** How long a person who leaves waits for what was sent last. */
export const FAREWELL_MS = 300;

/** Lines typed before the server has shown what it is. */
export const HELD_LINES_MAX = 1_000;

/** Datagrams that wait to be sent; then the input is not read on until they are. */
export const UNSENT_DATAGRAMS_MAX = 1_000;
