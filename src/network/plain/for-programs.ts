/** Numerics that IRC clients build their windows from, and that would only disturb a person who reads plain text. */
import type { NumericName } from "../../protocol/numerics.ts";

const FOR_PROGRAMS: ReadonlySet<NumericName> = new Set<NumericName>([
  "RPL_WELCOME",
  "RPL_YOURHOST",
  "RPL_CREATED",
  "RPL_MYINFO",
  "RPL_ISUPPORT",
  "RPL_LISTSTART",
  "RPL_CREATIONTIME",
  "RPL_TOPICWHOTIME",
  "RPL_NAMREPLY",
  "RPL_WHOSPCRPL",
  "RPL_MOTDSTART",
  // People are told in the words of the service.
  "RPL_LOGGEDIN",
  "RPL_LOGGEDOUT",
]);

/** The end of a list is for programs too; a person sees that nothing follows. */
export function isForPrograms(name: NumericName): boolean {
  return FOR_PROGRAMS.has(name) || name.startsWith("RPL_ENDOF");
}
