/** A whole answer, short enough to be one write, and the headers that all of them have. */
import { Buffer } from "node:buffer";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { TextParams } from "../../locales/catalog.ts";
import type { HttpKey } from "../../locales/http/en.ts";
import { httpTexts } from "../../locales/http/texts.ts";

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Nothing is loaded, framed, guessed or kept; a page adds what it needs. */
export const COMMON_HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  // One request a connection: not every runtime keeps a connection that is not its own socket.
  Connection: "close",
} as const;

export function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    kind: "answer",
    status,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      ...COMMON_HEADERS,
      ...headers,
      "Content-Length": String(Buffer.byteLength(body)),
    },
    body,
  };
}

/** What went wrong, in every language. */
export function refusal(status: number, key: HttpKey, params: TextParams = {}): Answer {
  return answer(status, httpTexts(key, params));
}

export function withHeaders(base: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...base, headers: { ...base.headers, ...headers } };
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** An answer as bytes, for requests that the library hands over without a response of its own. */
export function serializeAnswer({ status, headers, body }: Answer): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
}
