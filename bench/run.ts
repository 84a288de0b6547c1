/**
 * Measures the server beside others and prints Markdown tables. It starts and ends all it needs.
 * `npm run bench [-- --rounds 5 --seconds 3 --quick --only irc --only plain/fanout --list]`
 */
import { cpus } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { reportArchive } from "./history/archive.ts";
import { reportScenario } from "./irc/report.ts";
import { scenarios } from "./irc/scenarios.ts";
import { ourCommand } from "./our-command.ts";
import { PLAIN_REPORTS } from "./plain/reports.ts";
import { killServers } from "./servers.ts";
import { versions } from "./versions.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    /** One round of a second: to see whether everything works, not how fast. */
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    list: { type: "boolean", default: false },
  },
});
const rounds = values.quick ? 1 : Number(values.rounds);
const seconds = values.quick ? 1 : Number(values.seconds);

const reports = [
  ...scenarios(seconds).map((scenario) => ({ ...scenario, make: () => reportScenario(scenario, rounds) })),
  {
    name: "history/archive",
    title: "A history of many messages",
    make: () => reportArchive(values.quick ? 50_000 : 1_000_000),
  },
  ...PLAIN_REPORTS.map((report) => ({ ...report, make: () => report.make(rounds, seconds) })),
].filter(
  ({ name }) => values.only.length === 0 || values.only.some((only) => `${name}/`.startsWith(`${only}/`)),
);

process.chdir(join(import.meta.dirname, ".."));
process.on("exit", killServers);
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

if (values.list) {
  for (const { name, title } of reports) console.log(`${name.padEnd(22)}${title}`);
  process.exit(0);
}
if (reports.length === 0) throw new Error("Nothing has this name; --list shows all");
console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores; ${versions()}; ${rounds} rounds, medians.`);
console.log(`chat-server is \`${ourCommand(0)[0]}\`.`);
for (const { name, title, make } of reports) {
  console.log(`\n## ${title}\n\n\`${name}\`\n`);
  console.log(await make());
}
process.exit(0);
