/** Lists that the server is telling: at the end of one, a person wants to know where nothing stood in it. */

/** The numeric of the end → that of the rows: WHO, LIST, NAMES, bans. */
const ROW_OF_END: Readonly<Record<string, string>> = {
  "315": "352",
  "323": "322",
  "366": "353",
  "368": "367",
};
const ROWS: ReadonlySet<string> = new Set(Object.values(ROW_OF_END));

/** The lists of one connection. */
export class OpenLists {
  readonly #rows = new Set<string>();

  /** Takes note of a line of the server. */
  read(command: string): void {
    const ended = ROW_OF_END[command];
    if (ended !== undefined) this.#rows.delete(ended);
    if (ROWS.has(command)) this.#rows.add(command);
  }

  /** Whether this numeric ends a list that had rows. To be asked before `read`. */
  isEndOfRows(command: string): boolean {
    return this.#rows.has(ROW_OF_END[command] ?? "");
  }
}
