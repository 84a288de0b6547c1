/** A server as history knows it, which a test kills: commits as fast as it can and tells which sequences were kept. */
import process from "node:process";
import { openSqliteHistory } from "../../src/history/sqlite.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { writeLine } from "../../src/platform/process.ts";
import { row } from "../helpers/history-rows.ts";

const IN_FLIGHT = 20;

const [folder = ""] = process.argv.slice(2);
const history = await openSqliteHistory({ folder, clock: systemClock });
let sequence = history.lastSequence;

function commitNext(): void {
  sequence += 1;
  const own = sequence;
  // Two rows each: one that is there without the other would be half a call.
  history.commit([row(own), row(own, { index: 1 })], (error) => {
    if (!error) writeLine(String(own));
    commitNext();
  });
}

for (let calls = 0; calls < IN_FLIGHT; calls++) commitNext();
