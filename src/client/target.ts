/** Where to connect to, as people write it. */

export type Target =
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      /** An IRC server is expected there. */
      readonly irc: boolean;
      /** Rooms named in the address, separated by commas; "" for none. */
      readonly rooms: string;
    }
  | { readonly kind: "unix"; readonly path: string };

/** Why it cannot be read; keys of the texts in `locales/client`. */
export type TargetProblem =
  | "usageMissingTarget"
  | "usageMissingPort"
  | "usageBadPort"
  | "usageTooMany"
  | "usageIpv6"
  | "usageTls";

export type TargetResult =
  | Target
  | { readonly kind: "problem"; readonly problem: TargetProblem; readonly word: string };

const IRC_PORT = 6667;
const IRC_TLS_PORT = 6697;

/** `HOST PORT`, `HOST:PORT`, `[v6]:PORT`, `irc://host:port/#room` or `unix:/path`. */
export function parseTarget(words: readonly string[]): TargetResult {
  const [first, second, third] = words;
  if (first === undefined || first === "") return problem("usageMissingTarget", "");
  if (third !== undefined) return problem("usageTooMany", third);
  const isUrl = /^(?:unix:|ircs?:\/\/)/i.test(first);
  if (second !== undefined) return isUrl ? problem("usageTooMany", second) : hostAndPort(first, second);
  if (first.startsWith("unix:")) return unixPath(first.slice("unix:".length));
  if (/^ircs:/i.test(first)) return problem("usageTls", first);
  const url = /^irc:\/\/([^/]+)\/?(.*)$/i.exec(first);
  if (url) return fromUrl(url[1] ?? "", url[2] ?? "");
  return fromOneWord(first);
}

function unixPath(path: string): TargetResult {
  return path === "" ? problem("usageMissingTarget", "unix:") : { kind: "unix", path };
}

/** https://www.w3.org/Addressing/draft-mirashi-url-irc-01.txt: the room may leave out its sign, and add a key. */
function fromUrl(authority: string, path: string): TargetResult {
  const hasPort = /(?:^[^:]*|\]):\d*$/.test(authority);
  const target = hasPort ? fromOneWord(authority) : hostAndPort(authority, String(IRC_PORT));
  return target.kind === "tcp" ? { ...target, irc: true, rooms: decodePath(path) } : target;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\?.*$/, "");
  } catch {
    return path;
  }
}

function fromOneWord(word: string): TargetResult {
  const [, host, port] = /^(\[[^\]]+\]|[^:]*):([^:]*)$/.exec(word) ?? [];
  if (host) return hostAndPort(host, port ?? "");
  return word.includes(":") && !word.startsWith("[")
    ? problem("usageIpv6", word)
    : problem("usageMissingPort", word);
}

function hostAndPort(host: string, portText: string): TargetResult {
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  if (port < 1 || port > 65_535) return problem("usageBadPort", portText);
  const irc = port === IRC_PORT || port === IRC_TLS_PORT;
  return { kind: "tcp", host: host.replace(/^\[(.*)\]$/, "$1"), port, irc, rooms: "" };
}

function problem(reason: TargetProblem, word: string): TargetResult {
  return { kind: "problem", problem: reason, word };
}
