/** The page for people who came with a browser: how to join, in both languages, without anything else to load. */
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { LANGUAGES, type Language } from "../../locales/catalog.ts";
import { httpText } from "../../locales/http/texts.ts";
import { type Answer, answer } from "./answer.ts";
import { escapeHtml } from "./escape-html.ts";

/** Where the browser reached this server. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

const STYLE = `
:root { color-scheme: light dark }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif }
section + section { margin-top: 3rem }
code { font: 1rem ui-monospace, monospace; overflow-wrap: anywhere }
dd { margin: 0 0 1rem }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
} as const;

export function joinPage(place: Place): Answer {
  const sections = LANGUAGES.map((language) => section(language, place));
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${LANGUAGES.map((language) => escapeHtml(httpText(language, "pageTitle"))).join(" · ")}</title>
<style>${STYLE}</style>
${sections.join("\n")}
</html>
`;
  return answer(200, html, PAGE_HEADERS);
}

function section(language: Language, { host, port }: Place): string {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const rows = [
    [httpText(language, "pageClient"), `chat-client ${host} ${port}`],
    [httpText(language, "pageIrc"), `irc://${authority}/`],
    [httpText(language, "pagePlain"), `nc ${host} ${port}`],
    [httpText(language, "pageWebSocket"), `ws://${authority}/`],
  ].map(([label = "", way = ""]) => `<dt>${escapeHtml(label)}</dt><dd><code>${escapeHtml(way)}</code></dd>`);
  return `<section lang="${language}">
<h1>${escapeHtml(httpText(language, "pageTitle"))}</h1>
<p>${escapeHtml(httpText(language, "pageWelcome"))}</p>
<dl>
${rows.join("\n")}
</dl>
</section>`;
}
