/** What goes into the rules (entries) and what comes out of them (effects). Plain data: it can be logged and replayed. */
import type { AccountWay } from "./account.ts";
import type { Act } from "./acts.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Credential } from "./credential.ts";
import type { ForgetWrite, HistoryRow, HistoryView, HistoryWrite } from "./history.ts";
import type { HistoryQuery } from "./history-query.ts";
import type { LastingOutcome, LastingWrite } from "./lasting.ts";
import type { Message, Source } from "./message.ts";
import type { EventPlace } from "./msgid.ts";
import type { PersonalCopy } from "./personal-copy.ts";
import type { RuleSettings } from "./rule-settings.ts";
import type { Words } from "./words.ts";

/** Names a session for as long as the server runs; never reused. */
export type SessionId = number;

/** The session of the person at the server's terminal. */
export const CONSOLE_SESSION: SessionId = 0;

/** Whose entry it is that nobody has caused, such as one of a timer: what is said to it is heard by nobody. */
export const NO_SESSION: SessionId = -1;

export type SessionKind = "irc" | "plain" | "datagram" | "console";

/** Why a session ended, as others are told: a key that each edge puts into words, or the words of a person. */
export type EndReason =
  | {
      readonly kind:
        | "closed"
        | "silent"
        | "send-queue"
        | "shutdown"
        | "registration-timeout"
        | "input-too-long";
    }
  | { readonly kind: "quit"; readonly text?: string }
  | { readonly kind: "kicked"; readonly by: string; readonly text: string }
  /** Until then; without a time, until the ban is lifted. */
  | { readonly kind: "banned"; readonly text: string; readonly untilMs?: number }
  /** A guest has logged in as somebody who is here already, under this nick; the session goes on. */
  | { readonly kind: "logged-in"; readonly nick: string };

export type Entry =
  | {
      readonly kind: "connect";
      readonly session: SessionId;
      readonly sessionKind: SessionKind;
      readonly host: string;
    }
  | {
      readonly kind: "message";
      readonly session: SessionId;
      readonly message: Message;
      /** What the asker can read: shapes replies to the asker, and nothing that others are told. */
      readonly capabilities: Capabilities;
    }
  /** An IRC session negotiates capabilities: its registration waits until it has ended that. */
  | {
      readonly kind: "negotiation";
      readonly session: SessionId;
      readonly state: "open" | "ended";
      /** What came of it so far: shapes the welcome. */
      readonly capabilities: Capabilities;
    }
  /** A name and a password were checked at the edge; `operator` is the name where they were right. */
  | { readonly kind: "operator"; readonly session: SessionId; readonly operator: string | undefined }
  /** The edge has checked whose password this session knows; it counts as long as the credential has this version. */
  | {
      readonly kind: "login";
      readonly session: SessionId;
      /** By its id. */
      readonly account: string;
      readonly version: number;
      readonly way: AccountWay;
    }
  /** Somebody asks for an account; what the edge has made of the password goes along. */
  | {
      readonly kind: "register";
      readonly session: SessionId;
      /** `*` for the asker's nick. */
      readonly name: string;
      readonly email?: string;
      readonly credential: Credential;
      readonly way: AccountWay;
      /** An operator makes it for somebody else. */
      readonly isForAnother?: true;
    }
  /** A new password, for an account whose old one was checked against `version`. */
  | {
      readonly kind: "password";
      readonly session: SessionId;
      readonly account: string;
      readonly version: number;
      readonly credential: Credential;
    }
  /** A message is to be taken back, and the edge has asked history for it. https://ircv3.net/specs/extensions/message-redaction */
  | {
      readonly kind: "redaction";
      readonly session: SessionId;
      /** A channel or a nick, as the asker wrote it. */
      readonly target: string;
      readonly msgid: string;
      /** "" for none. */
      readonly reason: string;
      readonly found: HistoryRow | undefined;
    }
  /** What this session said under this key could not be stored. */
  | {
      readonly kind: "unstored";
      /** May be gone. */
      readonly session: SessionId;
      /** Whose it was then: for an account the key counts in later sessions, too. */
      readonly senderId: string;
      readonly key: string;
    }
  /** What became of a `keep`, also where its session has gone meanwhile: what is on the disk must be so in the rules. */
  | {
      readonly kind: "kept";
      readonly session: SessionId;
      readonly outcome: LastingOutcome;
      /** Whether it is on the disk; else nothing of it is. */
      readonly isKept: boolean;
    }
  | { readonly kind: "disconnect"; readonly session: SessionId; readonly reason: EndReason }
  /** The configuration was read again. */
  | { readonly kind: "settings"; readonly settings: RuleSettings };

/** An entry in the one total order. */
export interface StampedEntry {
  /** Strictly rising, below 2^53; gaps are allowed. */
  readonly sequence: number;
  /** Milliseconds since 1970, never falling. */
  readonly timeMs: number;
  readonly entry: Entry;
}

/** Something that happened, as everybody who may know of it is told. */
export interface ChatEvent extends Message, EventPlace {
  readonly source: Source;
  readonly timeMs: number;
  /** Of words under a name that is nobody's: the nick of who has said them. */
  readonly saidBy?: string;
  /** Of a QUIT: why, for each edge to put into words. */
  readonly reason?: EndReason;
  /** Of an AWAY without words of its own: none of the user's devices is here. */
  readonly isAbsent?: true;
}

export type Effect =
  | (Words & { readonly to: SessionId })
  /** Replies that belong together; who cannot read batches gets them one by one. https://ircv3.net/specs/extensions/batch */
  | {
      readonly kind: "batch";
      readonly to: SessionId;
      readonly type: string;
      readonly params: readonly string[];
      readonly effects: readonly Effect[];
    }
  | {
      readonly kind: "deliver";
      /** Everybody concerned, the sender included; who gets an echo is the edge's business. Never mutated. */
      readonly to: readonly SessionId[];
      readonly sender: SessionId;
      readonly event: ChatEvent;
      /** Dropped when its record cannot be stored. */
      readonly needsRecord: boolean;
      /** Sessions without all of these are not told. */
      readonly needs: Capabilities;
    }
  | {
      readonly kind: "record";
      readonly session: SessionId;
      readonly write: HistoryWrite;
      /** Under which the client may send it again: the rules want to know where it could not be stored. */
      readonly key?: string;
    }
  /**
   * Is to be on the disk before it is so: the rules hear of it by a `kept`, and apply and answer it then. Until that entry's
   * effects have left, what the session is told waits, and nobody else does.
   */
  | {
      readonly kind: "keep";
      readonly session: SessionId;
      /** All of them or nothing. */
      readonly writes: readonly (LastingWrite | ForgetWrite)[];
      /** What the rules shall do then. */
      readonly outcome: LastingOutcome;
    }
  /** A question to history. Its answer stands in its place: what the session is told after it waits, and nobody else does. */
  | {
      readonly kind: "history";
      readonly to: SessionId;
      readonly query: HistoryQuery;
      readonly view: HistoryView;
    }
  /** Who this session is from now on; its edge needs it to address replies. */
  | { readonly kind: "identity"; readonly session: SessionId; readonly source: Source }
  /** The session is gone from the rules; its connection says goodbye and closes. */
  | { readonly kind: "close"; readonly session: SessionId; readonly reason: EndReason }
  /** Somebody wants a copy of what is kept of their account. */
  | { readonly kind: "export"; readonly session: SessionId; readonly copy: PersonalCopy }
  /** An operator asks for the configuration to be read again. */
  | { readonly kind: "rehash"; readonly session: SessionId }
  /** For the server's terminal and log. */
  | { readonly kind: "came"; readonly session: SessionId; readonly source: Source }
  | {
      readonly kind: "went";
      readonly session: SessionId;
      readonly source: Source;
      readonly reason: EndReason;
    }
  | { readonly kind: "acted"; readonly act: Act };
