/** Names of people of elsewhere, for whom a relay speaks: `alice/discord`. Nobody here is called so. https://github.com/ircv3/ircv3-specifications/pull/417 */
import { RELAY_NICK_BYTES_MAX, RELAY_NICK_LENGTH_MAX } from "./limits.ts";
import { utf8Length } from "./split-text.ts";

/** Stands in every such name, and in no nick. The value of the capability. */
export const RELAY_SEPARATOR = "/";

/** The nick of whoever has said something under another name. */
export const RELAY_TAG = "draft/relaymsg";

const PARTS = /^[^/]+(?:\/[^/]+)+$/;
// As in nicks, for each part, and what the specification names beside that: prefixes of members.
const FORBIDDEN = /[\s\p{C}\p{Z}[\p{Default_Ignorable_Code_Point}--\ufe0f]\u2800,*?!@.:<>"'#\&~+%$]/v;
const FIRST_FORBIDDEN = /(?:^|\/)\p{M}/u;

export function isRelayNick(name: string): boolean {
  // As for nicks: a full-width `＠` is no way around.
  const plain = name.normalize("NFKC");
  return (
    PARTS.test(name) &&
    !FORBIDDEN.test(plain) &&
    !FIRST_FORBIDDEN.test(plain) &&
    [...name].length <= RELAY_NICK_LENGTH_MAX &&
    utf8Length(name) <= RELAY_NICK_BYTES_MAX
  );
}
