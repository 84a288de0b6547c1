/** Who a person wants to be on an IRC server, and where. */

export interface Identity {
  /** The name to ask for; the server may give another one. */
  readonly nick: string;
  /** The rooms to enter; none means where the server wants newcomers, if it says. */
  readonly rooms: readonly string[];
  /** Lines of its past to show of a room that is entered; undefined: some where a person sits. */
  readonly historyShown?: number | undefined;
  /** The account to log in to before anything else. */
  readonly account?: string | undefined;
  /** Its password, where nobody is to be asked. */
  readonly password?: string | undefined;
  /** For `/oper` where nobody can be asked. */
  readonly operPassword: string | undefined;
}
