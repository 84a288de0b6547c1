/** What people tell the operators of the server about others. */

export interface Report {
  /** Of the entry: reports are kept in its order. */
  readonly sequence: number;
  readonly atMs: number;
  /** As others saw who reported it. */
  readonly by: string;
  /** Where that was. */
  readonly byHost: string;
  /** A nick or the msgid of a message. */
  readonly about: string;
  /** Where the person of that nick was, if they were here. */
  readonly aboutHost?: string;
  /** "" for none. */
  readonly text: string;
}
