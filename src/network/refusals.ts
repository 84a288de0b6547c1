/** The short answer to a language this server does not speak yet: none of its bytes ever reaches a room. */

/** A fatal handshake_failure alert. https://www.rfc-editor.org/rfc/rfc8446#section-6 */
export const TLS_ALERT = Uint8Array.of(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28);
