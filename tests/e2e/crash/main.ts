/** `npm run crash -- [--kills N]`: kills the compiled server at so many random moments. */
import process from "node:process";
import { parseArgs } from "@std/cli/parse-args";
import { TemporaryFolder } from "../../helpers/temporary-folder.ts";
import { killAgainAndAgain } from "./kills.ts";

process.env["CHAT_E2E_BINARIES"] ??= "1";
const flags = parseArgs(process.argv.slice(2), { string: ["kills"] });
const count = Number(flags.kills ?? 200);
const beganAtMs = Date.now();

using folder = new TemporaryFolder();
const { heard, kept, accounts, wrong } = await killAgainAndAgain({
  folder: folder.at("data"),
  count,
  killed(number) {
    if (number % 20 === 0) console.log(`${number} kills`);
  },
});
const seconds = ((Date.now() - beganAtMs) / 1_000).toFixed(1);
console.log(
  `${count} kills, ${heard} heard, ${kept} kept, ${accounts} accounts, ${wrong.length} wrong, ${seconds} s`,
);
for (const line of wrong.slice(0, 20)) console.log(line);
process.exitCode = wrong.length === 0 ? 0 : 1;
