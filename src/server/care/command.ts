/** The words after `chat-server` that care for a history instead of starting a server. */

export const EXPORT_FORMATS = ["text", "json", "html"] as const;
export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

export type CareCommand =
  | { readonly kind: "backup" | "restore"; readonly file: string }
  | { readonly kind: "check" }
  | {
      readonly kind: "export";
      readonly channel: string;
      readonly format: ExportFormatName;
      /** undefined: to the standard output. */
      readonly file: string | undefined;
    };

/** What is wrong with the words, as a key of the texts with its parameters. */
export type CareMistake =
  | { readonly error: "careNeedsFile"; readonly command: string }
  | { readonly error: "careNeedsRoom" | "careNeedsNothing" }
  | { readonly error: "badFormat"; readonly format: string };

export interface CareWords {
  readonly words: readonly string[];
  /** What `--format` says. */
  readonly format: string | undefined;
}

/** @returns undefined where the first word is none of these commands. */
export function readCareCommand({ words, format }: CareWords): CareCommand | CareMistake | undefined {
  const [command, ...rest] = words;
  switch (command) {
    case "backup":
    case "restore": {
      const [file, ...more] = rest;
      return file === undefined || more.length > 0
        ? { error: "careNeedsFile", command }
        : { kind: command, file };
    }
    case "check":
      return rest.length > 0 ? { error: "careNeedsNothing" } : { kind: command };
    case "export":
      return readExport(rest, format);
    default:
      return undefined;
  }
}

function readExport(
  [channel, file, ...more]: readonly string[],
  wanted: string | undefined,
): CareCommand | CareMistake {
  if (channel === undefined || more.length > 0) return { error: "careNeedsRoom" };
  const format = EXPORT_FORMATS.find((name) => name === (wanted ?? formatOf(file)));
  return format ? { kind: "export", channel, format, file } : { error: "badFormat", format: wanted ?? "" };
}

/** As the file's name ends. */
function formatOf(file: string | undefined): ExportFormatName {
  if (file !== undefined && /\.jsonl?$/i.test(file)) return "json";
  return file !== undefined && /\.html?$/i.test(file) ? "html" : "text";
}
