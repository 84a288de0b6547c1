/** chat-server --hash-password: what may stand for a password in the settings file. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { EXIT, type ExitStatus, writeErrorLine, writeLine } from "../platform/process.ts";
import { askSecrets, hasPerson, readInputLine } from "../platform/secret-input.ts";
import { hashPassword } from "./passwords.ts";
import { formatSecret } from "./secret.ts";

/** Reads a password from the terminal, or the first line that is piped in, and prints one line. */
export async function printHash(language: Language): Promise<ExitStatus> {
  const password = hasPerson() ? await askTwice(language) : await readInputLine();
  if (!password) {
    writeErrorLine(serverText(language, password === undefined ? "passwordsDiffer" : "noPassword"));
    return EXIT.failure;
  }
  writeLine(formatSecret(await hashPassword(password)));
  return EXIT.ok;
}

/** Nobody sees what they type. @returns undefined where the two are not the same. */
async function askTwice(language: Language): Promise<string | undefined> {
  const [first = "", second] = await askSecrets(
    serverText(language, "askPassword"),
    serverText(language, "askPasswordAgain"),
  );
  return first === "" || first === second ? first : undefined;
}
