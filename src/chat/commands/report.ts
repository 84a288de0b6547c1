/**
 * REPORT <nick or msgid> [<text>]: tell the operators of the server about somebody, or about a message. It waits for those who are
 * not here. REPORTS [<count>]: what was reported, for operators. Commands of this server.
 */
import type { Effect } from "../../protocol/effects.ts";
import type { LastingOutcome } from "../../protocol/lasting.ts";
import { displayName } from "../../protocol/message.ts";
import { momentText } from "../../protocol/moment-text.ts";
import { parseMsgid } from "../../protocol/msgid.ts";
import { plainWords } from "../../protocol/plain-words.ts";
import type { Report } from "../../protocol/report.ts";
import type { Kept } from "../accounts/register.ts";
import { ownSessions } from "../audience.ts";
import type { Chat } from "../chat.ts";
import { type CommandContext, type CommandHandler, type Moment, notice, numeric } from "../effects.ts";
import { readCount } from "../history-words.ts";
import { reportRemoval, reportWrite } from "../moderation/report-row.ts";
import { cutKickReason } from "../texts.ts";

export const report: CommandHandler = (context) => {
  const { chat, session, message, stamped } = context;
  const [about = ""] = message.params;

  // Its address may be forged, and it hears no answer.
  if (session.kind === "datagram") return [];
  if (!isKnown(chat, about)) return [numeric(session, "ERR_NOSUCHNICK", about)];
  if (!chat.reports.pace.take(session.host, stamped.timeMs))
    return [notice(session, "server", { name: "report-too-often" })];

  const made = makeReport(context, about);
  return [
    {
      kind: "keep",
      session: session.id,
      writes: [
        reportWrite(context, made),
        ...chat.reports.surplus().map((old) => reportRemoval(context, old)),
      ],
      outcome: { kind: "reported", report: made },
    },
  ];
};

/** Somebody who is here or was, or a message of this history. */
function isKnown(chat: Chat, about: string): boolean {
  if (chat.nicks.user(about) || chat.accounts.named(about)) return true;
  return parseMsgid(chat.historyId, about) !== undefined || chat.whowas.find(about).length > 0;
}

function makeReport({ chat, session, user, message, stamped }: CommandContext, about: string): Report {
  const other = chat.nicks.user(about);
  return {
    sequence: stamped.sequence,
    atMs: stamped.timeMs,
    by: displayName(user.source),
    byHost: session.host,
    about: other?.nick ?? about,
    ...(other && { aboutHost: other.actualHost }),
    text: cutKickReason(plainWords(message.params.slice(1).join(" "))),
  };
}

/** The disk has answered: every operator who is here is told, whoever comes later asks. */
export function applyReported(
  { chat }: Moment,
  { report: made }: LastingOutcome & { readonly kind: "reported" },
  { session, isKept }: Kept,
): Effect[] {
  if (!isKept) return session ? [notice(session, "server", { name: "cannot-store" })] : [];

  chat.reports.remove(chat.reports.surplus());
  chat.reports.add(made);
  const operators = [...chat.operators].flatMap(ownSessions);
  const params = [made.by, made.byHost, ...subjectOf(made)];
  return [
    ...(session ? [notice(session, "server", { name: "report-received" })] : []),
    ...operators.map((id) => notice({ id }, "server", { name: "report-arrived", params })),
    { kind: "acted", act: { by: made.by, action: "report", target: made.about } },
  ];
}

function subjectOf({ about, aboutHost, text }: Report): string[] {
  return [aboutHost === undefined ? about : `${about} (${aboutHost})`, text];
}

export const reports: CommandHandler = ({ chat, session, user, message }) => {
  const [word = ""] = message.params;

  if (!user.isOperator) return [numeric(session, "ERR_NOPRIVILEGES")];
  const shown = chat.reports.latest(readCount(word));
  if (shown.length === 0) return [notice(session, "server", { name: "report-none" })];
  return shown.map((made) => {
    const params = [momentText(made.atMs), made.by, made.byHost, ...subjectOf(made)];
    return notice(session, "server", { name: "report-entry", params });
  });
};
