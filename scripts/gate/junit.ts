/** Reads the test reports `bun test` and `deno test` write: which tests passed, failed, were skipped. */

export interface TestReport {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

// Both runners escape `<`, `>` and `"` inside names and messages, so that a test case ends where these say.
const TEST_CASE = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
const NAME = /\bname="([^"]*)"/;

/** @param xml JUnit's format as far as the two runners use it: https://github.com/testmoapp/junitxml */
export function parseReport(xml: string): TestReport {
  const report = { passed: [] as string[], failed: [] as string[], skipped: [] as string[] };
  for (const [, attributes = "", body = ""] of xml.matchAll(TEST_CASE)) {
    report[outcome(body)].push(unescapeXml(NAME.exec(attributes)?.[1] ?? "?"));
  }
  return report;
}

function outcome(body: string): keyof TestReport {
  if (/<(failure|error)\b/.test(body)) return "failed";
  return /<skipped\b/.test(body) ? "skipped" : "passed";
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name) => ENTITIES[name] ?? whole);
}
