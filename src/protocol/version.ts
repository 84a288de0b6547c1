/** The product's version: in greetings, discovery and `--version`. A test keeps package.json's the same. */
export const VERSION = "0.1.0";

/** What IRC calls a program: one word. */
export function programName(version: string): string {
  return `chat-server-${version}`;
}
