/** What is answered to which request. */
import type { Address } from "../../platform/types.ts";
import { type Answer, answer, refusal, withHeaders } from "./answer.ts";
import type { Download } from "./download.ts";
import { asksForWebSocket, type Handshake, shakeHands, webSocketRequired } from "./handshake.ts";
import { type Host, isAllowedHost, parseHost } from "./host.ts";
import { joinPage } from "./page.ts";
import { hasBody, hostCount, pathOf, type RequestHead } from "./request.ts";

/** What the administrator decides. */
export interface HttpSite {
  /** Names of this server besides addresses and local names, in lower case; `*` allows all. */
  readonly allowedHosts: readonly string[];
  /** Origins whose pages may open WebSockets besides this server's own, in lower case; `*` allows all. */
  readonly allowedOrigins: readonly string[];
  /** Whether messages can be stored now. */
  isReady(): boolean;
  /** The copy of somebody's data that this token is for, which it opens once; absent where there are none. */
  openExport?(token: string): AsyncIterable<string> | undefined;
}

const WEBSOCKET_PATHS: readonly string[] = ["/", "/ws", "/socket", "/webirc"];
/** Before the token. */
export const EXPORT_PATH = "/export/";
const READ_METHODS: readonly string[] = ["GET", "HEAD"];

/** @param local this end, as the peer reached it. */
export function answerTo(
  request: RequestHead,
  site: HttpSite,
  local: Address,
): Answer | Download | Handshake {
  const host = parseHost(request.headers.host ?? "");
  const refused = refuse(request, site, host);
  if (refused) return refused;
  const path = pathOf(request);
  if (asksForWebSocket(request) && WEBSOCKET_PATHS.includes(path)) {
    return shakeHands(request, site.allowedOrigins);
  }
  if (path.startsWith(EXPORT_PATH)) return personalExport(request, site, path.slice(EXPORT_PATH.length));
  const page = PAGES.get(path);
  if (!page) return refusal(404, "notFound");
  if (!READ_METHODS.includes(request.method ?? "")) return methodNotAllowed();
  return page({ site, host, local });
}

/** What opens once is not used up by who only looks. */
function personalExport({ method, headers }: RequestHead, site: HttpSite, token: string): Answer | Download {
  if (method !== "GET") return methodNotAllowed(["GET"]);
  if (headers.upgrade !== undefined) return refusal(400, "badRequest");
  const chunks = site.openExport?.(token);
  if (!chunks) return refusal(404, "exportGone");
  return { kind: "download", name: "chat-export.jsonl", type: "application/x-ndjson; charset=utf-8", chunks };
}

/** 405, with the methods that are allowed. https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6 */
export function methodNotAllowed(allowed = READ_METHODS): Answer {
  const allow = allowed.join(", ");
  return withHeaders(refusal(405, "wrongMethod", { allow }), { Allow: allow });
}

/** What no address here takes. Only HTTP/1.0 may leave the host out. https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function refuse(request: RequestHead, site: HttpSite, host: Host | undefined): Answer | undefined {
  const hosts = hostCount(request);
  if (hosts > 1 || (hosts === 0 && request.httpVersion !== "1.0")) return refusal(400, "noHost");
  if (hosts === 1 && !(host && isAllowedHost(host, site.allowedHosts))) {
    return refusal(421, "wrongHost", { host: request.headers.host ?? "" });
  }
  return hasBody(request) ? refusal(413, "bodyRefused") : undefined;
}

interface PageContext {
  readonly site: HttpSite;
  readonly host: Host | undefined;
  readonly local: Address;
}

type Page = (context: PageContext) => Answer;

const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ["/", ({ host, local }) => joinPage({ host: host?.name ?? local.host, port: host?.port ?? local.port })],
  ["/ws", webSocketRequired],
  ["/socket", webSocketRequired],
  ["/webirc", webSocketRequired],
  ["/healthz", () => answer(200, "ok\n")],
  ["/readyz", ({ site }) => (site.isReady() ? answer(200, "ok\n") : refusal(503, "notReady"))],
]);
