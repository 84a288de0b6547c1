/** Names an administrator writes into the settings. */

/** Bytes of a server's name: as many as a DNS label may have, so that every reply has room for it. */
const SERVER_NAME_BYTES_MAX = 63;
const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const SERVER_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`, "i");
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, "i");

/** Letters, digits and hyphens between dots; the dot tells a server from a person. */
export function isServerName(text: string): boolean {
  return text.length <= SERVER_NAME_BYTES_MAX && SERVER_NAME.test(text);
}

/** A name under which browsers know this server, or `*` for any. */
export function isAllowedHostName(text: string): boolean {
  return text === "*" || (text.length <= 253 && HOST_NAME.test(text));
}

/** `https://chat.example`, without a path, or `*` for any. https://www.rfc-editor.org/rfc/rfc6454#section-6.2 */
export function isOrigin(text: string): boolean {
  if (text === "*") return true;
  return URL.canParse(text) && new URL(text).origin === text.toLowerCase();
}
