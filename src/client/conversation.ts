/** How a stay talks to its server: one interface, in plain text (`plain-conversation.ts`) and in IRC (`irc/`). */
import type { ClientTextKey } from "../locales/client/texts.ts";
import type { ServerKind } from "./server-kind.ts";
import type { Surroundings } from "./world.ts";

/** What becomes of the stay now that the connection is gone. */
export type Aftermath =
  | { readonly kind: "return" }
  /** It is over, which is how some servers work. */
  | { readonly kind: "end" }
  | {
      readonly kind: "fail";
      readonly key: ClientTextKey;
      readonly outcome: "unavailable" | "noPermission";
    };

/** Lives as long as the stay, over all its connections to this kind of server. */
export interface Conversation {
  /** On a new connection, once the server has shown what it is. Calls `stay.ready` when lines may be typed. */
  begin(kind: ServerKind): void;
  /** Lines of the server, as they came. */
  hear(lines: readonly string[]): void;
  /** A line that the person typed, or several that were pasted together, after `stay.ready`. */
  typed(line: string): void;
  /** The piped input has ended: calls `stay.leave` when all of it has arrived and is answered. */
  finish(): void;
  /** The person leaves. */
  depart(): void;
  /** What was to be sent is sent, or enough of it to go on. */
  drained(): void;
  /** The connection is gone, whether or not it came to `begin` on it. */
  lost(): Aftermath;
}

/** What a conversation may do with the stay it is part of. */
export interface Stay extends Surroundings {
  /** Whether somebody sees notices and answers them. */
  readonly interactive: boolean;
  readonly unsentBytes: number;
  /** Sends text as it is, line end included. */
  send(text: string): void;
  /** Half-closes after the last byte. */
  end(): void;
  /** The connection does not work any more: what follows is as if the server had ended it. */
  drop(): void;
  /** Shows lines of the chat, made safe. */
  show(lines: readonly string[]): void;
  /** Shows words of the program itself. */
  notice(key: ClientTextKey, params?: Readonly<Record<string, string>>): void;
  clear(): void;
  /** Asks for a secret that is not shown; undefined where nobody can be asked. */
  askSecret(prompt: string): Promise<string | undefined>;
  pauseInput(): void;
  resumeInput(): void;
  /** Lines may be typed. */
  ready(): void;
  /** The server takes this person: a lost connection to it is tried again soon, not more and more rarely. */
  settled(): void;
  /** As if the input had ended here. */
  endInput(): void;
  /** Ends the stay after a short time for what was sent last. */
  depart(outcome?: "ok" | "failure"): void;
  /** Ends the stay at once. */
  leave(outcome: "ok" | "failure" | "unavailable"): void;
  /** The same as an error, with the reason. */
  fail(
    key: ClientTextKey,
    outcome?: "failure" | "unavailable" | "noPermission",
    params?: Readonly<Record<string, string>>,
  ): void;
}
