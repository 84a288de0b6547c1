/** QUIT [<reason>]: leave. https://modern.ircdocs.horse/#quit-message */
import type { CommandHandler } from "../effects.ts";

export const quit: CommandHandler = ({ chat, session }) => chat.end(session, { kind: "quit" });
