/** What is judged of a request before anything is answered: everything above its body. */
import type { IncomingMessage } from "node:http";

export type RequestHead = Pick<IncomingMessage, "method" | "url" | "headers" | "rawHeaders" | "httpVersion">;

/** The target without its query. */
export function pathOf({ url = "" }: RequestHead): string {
  return url.split("?", 1)[0] ?? "";
}

export function hasBody({ headers }: RequestHead): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0;
}

/** How many Host headers there are; libraries keep one of them and hide the others. */
export function hostCount({ rawHeaders }: RequestHead): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
}
