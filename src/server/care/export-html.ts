/** A channel as one page that needs nothing else: readable on a phone, light and dark. */
import { serverText } from "../../locales/server/texts.ts";
import { escapeHtml } from "../../network/http/escape-html.ts";
import { withoutFormatting } from "../../protocol/formatting.ts";
import type { HistoryRow } from "../../protocol/history.ts";
import { actionText, displayName } from "../../protocol/message.ts";
import { formatMsgid } from "../../protocol/msgid.ts";
import { safeText } from "../../protocol/safe-text.ts";
import type { ExportFormat, Subject } from "./export-format.ts";
import { rowText } from "./export-text.ts";
import { localClock, localDay } from "./time.ts";

/** Names are told apart by so many colours. */
const COLOURS = 13;

const STYLE = `
:root { color-scheme: light dark; --tone: 35% }
@media (prefers-color-scheme: dark) { :root { --tone: 70% } }
body { max-width: 48rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif }
h2 { position: sticky; top: 0; margin: 1rem 0 .5rem; font-size: 1rem; background: Canvas }
p { margin: .25rem 0; padding-left: 4rem; text-indent: -4rem; overflow-wrap: anywhere }
p:target { outline: 1px solid; outline-offset: 2px }
p time { display: inline-block; width: 4rem; text-indent: 0; font-size: .8rem; opacity: .7; font-variant-numeric: tabular-nums }
a { text-decoration: none }
span { white-space: pre-wrap }
.lines span { display: block; text-indent: 0 }
.event { opacity: .7 }
${Array.from({ length: COLOURS }, (_, colour) => `.c${colour} { color: hsl(${Math.round((colour * 360) / COLOURS)} 70% var(--tone)) }`).join("\n")}
`;

export function htmlFormat(subject: Subject): ExportFormat {
  let day = "";
  return {
    begin: () => head(subject),
    row(row) {
      const line = paragraph(row, subject);
      const ownDay = localDay(row.timeMs);
      if (line === "" || ownDay === day) return line;
      day = ownDay;
      return `<h2><time datetime="${ownDay}">${ownDay}</time></h2>\n${line}`;
    },
    end: () => "</main>\n</html>\n",
  };
}

function head({ channel, network, language }: Subject): string {
  const title = escapeHtml(serverText(language, "exportTitle", { channel, network }));
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<main>
`;
}

function paragraph(row: HistoryRow, subject: Subject): string {
  const text = rowText(row, subject);
  if (text === "") return "";
  const time = `<time datetime="${new Date(row.timeMs).toISOString()}">${localClock(row.timeMs)}</time>`;
  const isMessage = row.kind === "PRIVMSG" || row.kind === "NOTICE";
  return isMessage
    ? message(row, subject, time)
    : `<p class="event">${time}<span>${escapeHtml(text.trim())}</span></p>\n`;
}

/** What answers a message leads to it. */
function message(row: HistoryRow, { historyId }: Subject, time: string): string {
  const { source, body, replyTo } = row;
  const action = actionText(body);
  const name = escapeHtml(displayName(source));
  const lines = withoutFormatting(action ?? body).split("\n");
  const text = lines.map((line) => escapeHtml(safeText(line))).join("\n");
  const id = formatMsgid(historyId, row);
  const star = action === undefined ? "" : "* ";
  const reply = replyTo === undefined ? "" : `<a href="#${escapeHtml(replyTo)}">↩</a> `;
  const start = lines.length > 1 ? `<p id="${id}" class="lines">` : `<p id="${id}">`;
  return `${start}${time}${star}<b class="c${colourOf(source.nick)}">${name}</b> ${reply}<span>${text}</span></p>\n`;
}

/** The same for the same nick, in every export. */
function colourOf(nick: string): number {
  let hash = 0;
  for (const character of nick.toLowerCase()) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % COLOURS;
}
