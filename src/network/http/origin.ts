/** Whose page opens a WebSocket: browsers say it in the Origin header, and ask nobody else. https://www.rfc-editor.org/rfc/rfc6455#section-10.2 */

/**
 * Whether the Origin is the page of the host that is asked, or one of those allowed. A program that is no browser sends none.
 * @param allowed origins as `https://chat.example`, in lower case; `*` allows all.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes("*") || allowed.includes(origin.toLowerCase())) return true;
  if (host === undefined || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  // The scheme tells the port that both may leave out; a proxy in front may speak TLS for us.
  const asked = `${page.protocol}//${host}`;
  return /^https?:$/.test(page.protocol) && URL.canParse(asked) && new URL(asked).host === page.host;
}
