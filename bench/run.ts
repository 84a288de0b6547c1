/**
 * Measures the server beside servers of the tutorial kind and prints Markdown tables. It starts and ends all it needs.
 * `npm run bench [-- --rounds 3 --seconds 3 --only fanout --only connects --only idle --only stall]`
 */
import { cpus } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { reportFanout } from "./report-fanout.ts";
import { reportConnects, reportIdle, reportStall } from "./report-others.ts";
import { killServers, OURS, versions } from "./servers.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "3" },
    only: { type: "string", multiple: true },
  },
});
const rounds = Number(values.rounds);

const REPORTS: Readonly<Record<string, readonly [title: string, make: () => Promise<string>]>> = {
  fanout: ["Deliveries", () => reportFanout(rounds, Number(values.seconds))],
  connects: ["Connections per second", () => reportConnects(rounds)],
  idle: ["Memory of a silent connection", () => reportIdle(rounds)],
  stall: ["One reader stops reading for 10 s", () => reportStall(1)],
};

process.chdir(join(import.meta.dirname, ".."));
process.on("exit", killServers);
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores; ${versions()}; ${rounds} rounds, medians.`);
console.log(`chat-server is \`${OURS.command(0)[0]}\`.`);
for (const [name, [title, make]] of Object.entries(REPORTS)) {
  if (values.only && !values.only.includes(name)) continue;
  console.log(`\n## ${title}\n`);
  console.log(await make());
}
process.exit(0);
