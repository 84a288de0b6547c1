/** TypeScript without its comments and texts, so that a search for a word finds only code. */

const SPACE_OUT = /[^\n]/g;
// Before a division stands a value; after any of these a `/` begins a regular expression.
const BEFORE_REGEXP = /(^|[=(,:;!&|?{}[+\-*%~^<>]|\b(?:return|typeof|case|in|of|await))\s*$/;
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[`{}]|\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g;
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;

/**
 * @returns the source, of the same length and with the same lines; comments, regular expressions and what stands
 *   between quotes are spaces. Code inside `${}` stays.
 */
export function codeOnly(source: string): string {
  const scan = { source, code: "", at: 0, templates: [] as number[], depth: 0 };
  for (;;) {
    TOKEN.lastIndex = scan.at;
    const token = TOKEN.exec(source);
    if (!token) return scan.code + source.slice(scan.at);
    scan.code += source.slice(scan.at, token.index);
    scan.at = token.index;
    takeToken(scan, token[0]);
  }
}

interface Scan {
  readonly source: string;
  code: string;
  at: number;
  /** How deep in braces each open `${` stands. */
  readonly templates: number[];
  depth: number;
}

function takeToken(scan: Scan, token: string): void {
  const first = token[0] ?? "";
  if (first === "`") takeTemplate(scan);
  else if (first === "{" || first === "}") takeBrace(scan, first);
  else if (first === '"' || first === "'") keep(scan, token, first + blank(token.slice(1, -1)) + first);
  else if (token.startsWith("//") || token.startsWith("/*")) keep(scan, token, blank(token));
  else if (BEFORE_REGEXP.test(scan.code)) keep(scan, token, blank(token));
  else keep(scan, "/", "/");
}

function takeBrace(scan: Scan, brace: "{" | "}"): void {
  if (brace === "}" && scan.templates.at(-1) === scan.depth) {
    scan.templates.pop();
    takeTemplate(scan);
    return;
  }
  scan.depth += brace === "{" ? 1 : -1;
  keep(scan, brace, brace);
}

/** From a backtick, or from the `}` of a `${}`, to the next `${` or the closing backtick. */
function takeTemplate(scan: Scan): void {
  TEMPLATE_TEXT.lastIndex = scan.at + 1;
  const text = TEMPLATE_TEXT.exec(scan.source)?.[0] ?? "";
  keep(scan, ` ${text}`, ` ${blank(text)}`);
  if (scan.source.startsWith("${", scan.at)) {
    scan.templates.push(scan.depth);
    keep(scan, "${", "  ");
  } else {
    keep(scan, "`", " ");
  }
}

function keep(scan: Scan, token: string, as: string): void {
  scan.code += as;
  scan.at += token.length;
}

function blank(text: string): string {
  return text.replace(SPACE_OUT, " ");
}
