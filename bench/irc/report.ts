/** Runs one scenario, all its entrants in each round, and makes a table of it. */
import { measure } from "../measure.ts";
import { figure, median, table } from "../statistics.ts";
import { columnsOf } from "./columns.ts";
import type { Deliveries, IrcOrder, IrcReports } from "./orders.ts";
import type { Entrant, Scenario } from "./scenarios.ts";

export type Report = IrcReports[IrcOrder["kind"]];

export async function reportScenario(scenario: Scenario, rounds: number): Promise<string> {
  const runs = await interleaved(scenario.entrants, rounds);
  const columns = columnsOf(scenario);
  const [first] = scenario.entrants;
  const base = (first && runs.get(first)) ?? [];
  const ratio = scenario.compared === "servers" ? "ours is" : "× the first";
  const rows = scenario.entrants.map((entrant) => {
    const own = runs.get(entrant) ?? [];
    const ratios = base.map((report, round) => {
      const [ours, theirs] = [columns.figure(report), columns.figure(own[round] as Report)];
      return scenario.compared === "servers" ? ours / theirs : theirs / ours;
    });
    return [entrant.name, ...columns.cells(own), `${figure(median(ratios))} ×`, ...columns.aside(own)];
  });
  const aside = scenario.aside ? `${scenario.aside()}\n\n` : "";
  return aside + table(["", ...columns.heads, ratio, ...columns.asideHeads], rows);
}

/** Round by round, so that a machine that gets slower slows all of them down. */
async function interleaved(
  entrants: readonly Entrant[],
  rounds: number,
): Promise<ReadonlyMap<Entrant, Report[]>> {
  const runs = new Map<Entrant, Report[]>(entrants.map((entrant) => [entrant, []]));
  for (let round = 0; round < rounds; round++) {
    for (const entrant of entrants) {
      const { server, order } = entrant;
      const report: Report = await measure(server, { ...order, atOnce: server.atOnce });
      if ("delivered" in report) assertComplete(entrant, report);
      runs.get(entrant)?.push(report);
    }
  }
  return runs;
}

function assertComplete({ name }: Entrant, { expected, delivered, wrong }: Deliveries): void {
  if (delivered === expected && wrong === undefined && expected > 0) return;
  throw new Error(`${name} delivered ${delivered} of ${expected} as it should; wrong: ${wrong ?? "none"}`);
}
