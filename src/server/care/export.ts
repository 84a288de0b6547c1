/** chat-server export: everything said in one channel, as text, as JSON lines, or as a page. */
import { existsSync } from "node:fs";
import { channelPages, channelsOf } from "../../history/export.ts";
import { fileOutput, type Output, standardOutput } from "../../platform/output.ts";
import { EXIT, type ExitStatus } from "../../platform/process.ts";
import { casemapping } from "../../protocol/casemapping.ts";
import type { HistoryRow } from "../../protocol/history.ts";
import type { CareCommand, ExportFormatName } from "./command.ts";
import type { ExportFormat, Subject } from "./export-format.ts";
import { htmlFormat } from "./export-html.ts";
import { jsonFormat } from "./export-json.ts";
import { textFormat } from "./export-text.ts";
import type { CareSite } from "./site.ts";

const FORMATS: Readonly<Record<ExportFormatName, (subject: Subject) => ExportFormat>> = {
  text: textFormat,
  json: jsonFormat,
  html: htmlFormat,
};

export async function exportChannel(
  { channel: written, format, file }: CareCommand & { kind: "export" },
  { folder, settings, language, say }: CareSite,
): Promise<ExitStatus> {
  const channel = casemapping(settings.casemapping).channel(
    written.startsWith("#") ? written : `#${written}`,
  );
  const known = channelsOf(folder);
  if (!known.includes(channel)) return say.refuse("careNoRoom", { channel, known: known.join(" ") });
  if (file !== undefined && existsSync(file)) return say.refuse("careFileExists", { file });
  const { historyId, pages } = channelPages(folder, channel);
  const subject = { historyId, channel, network: settings.network, language };
  const output = file === undefined ? standardOutput() : fileOutput(file);
  await write(pages, FORMATS[format](subject), output);
  return file === undefined ? EXIT.ok : say.done("careExported", { channel, file });
}

async function write(
  pages: Iterable<readonly HistoryRow[]>,
  format: ExportFormat,
  output: Output,
): Promise<void> {
  let isWanted = await output.write(format.begin());
  for (const rows of pages) {
    if (!isWanted) break;
    isWanted = await output.write(rows.map((row) => format.row(row)).join(""));
  }
  await output.write(format.end());
  await output.close();
}
