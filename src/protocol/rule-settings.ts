/** What the rules and their replies depend on of the configuration. Plain data: a new one arrives as an entry. */
import type { CasemappingName } from "./casemapping.ts";

export interface RuleSettings {
  /** Where guests arrive; exists always. */
  readonly defaultChannel: string;
  /** The source of the server's own lines, e.g. `chat.example`. */
  readonly serverName: string;
  /** One line that says what this server is, for WHOIS, LINKS and INFO. */
  readonly description: string;
  /** One word; ISUPPORT's NETWORK. */
  readonly network: string;
  readonly version: string;
  /** The message of the day, line by line. */
  readonly motd: readonly string[];
  /** Whether it ends with where everybody meets, in the reader's language. */
  readonly motdNamesRoom: boolean;
  /** Lines for ADMIN: where the server is, whose it is, how to reach them. Empty: nobody is named. */
  readonly admin: readonly string[];
  readonly casemapping: CasemappingName;
  /** Messages that IRC programs which cannot ask for them are shown when they come into a channel. */
  readonly historyOnJoin: number;
  readonly accounts: AccountRules;
  /** Whether relays may speak for people of elsewhere. */
  readonly hasRelays: boolean;
  /** Whether people may speak as figures of a play. */
  readonly hasRoleplay: boolean;
}

/** Who may have an account, and what it may be called. https://ircv3.net/specs/extensions/account-registration */
export interface AccountRules {
  /** Whether people may make one themselves; operators always may. */
  readonly isOpen: boolean;
  /** Whether it may be made before NICK and USER are. */
  readonly beforeConnect: boolean;
  readonly needsEmail: boolean;
  /** Whether it may have another name than its maker's nick. */
  readonly customNames: boolean;
}
