/** Where to connect to, as people write it. */

export type Target =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly irc: boolean }
  | { readonly kind: "unix"; readonly path: string };

/** Why it cannot be read; keys of the texts in `locales/client`. */
export type TargetProblem =
  | "usageMissingTarget"
  | "usageMissingPort"
  | "usageBadPort"
  | "usageTooMany"
  | "usageIpv6";

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
  const url = /^(ircs?):\/\/([^/]+)/i.exec(first);
  if (url) return fromUrl(url[1] ?? "", url[2] ?? "");
  return fromOneWord(first);
}

function unixPath(path: string): TargetResult {
  return path === "" ? problem("usageMissingTarget", "unix:") : { kind: "unix", path };
}

function fromUrl(scheme: string, authority: string): TargetResult {
  const hasPort = /(?:^[^:]*|\]):\d*$/.test(authority);
  const port = scheme.toLowerCase() === "ircs" ? IRC_TLS_PORT : IRC_PORT;
  const target = hasPort ? fromOneWord(authority) : hostAndPort(authority, String(port));
  return target.kind === "tcp" ? { ...target, irc: true } : target;
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
  return { kind: "tcp", host: host.replace(/^\[(.*)\]$/, "$1"), port, irc };
}

function problem(reason: TargetProblem, word: string): TargetResult {
  return { kind: "problem", problem: reason, word };
}
