/** Typed lines that hold a password: what of them may be shown, kept in the history of lines, or told again. */

/** Each keeps its first group. Services are told passwords in all sorts of words, so nothing of those is kept. */
const SECRETS: readonly RegExp[] = [
  /^(\s*\/(?:login|register|oper)\s+\S+)\s+\S/i,
  /^(\s*\/password)\s+\S/i,
  /^(\s*\/(?:msg|notice|query|q)\s+(?:nickserv|ns)\s+\S+)\s+\S/i,
  /^(\s*\/raw\s+(?:pass|oper|authenticate|register|ns|nickserv))\s+\S/i,
  /^(\s*\/raw\s+(?:privmsg|notice)\s+(?:nickserv|ns)(?:@\S*)?)\s+\S/i,
];

/** `/login ann hunter2` → `/login ann`; every other line as it is. */
export function withoutSecret(line: string): string {
  for (const pattern of SECRETS) {
    const kept = pattern.exec(line)?.[1];
    if (kept !== undefined) return kept;
  }
  return line;
}
