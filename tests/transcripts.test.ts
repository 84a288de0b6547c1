/**
 * Golden lines: every tests/transcripts/*.irc in memory, over a socket and over a WebSocket. Files named `*.memory.irc` let
 * time pass and run in memory only.
 */
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { Driver } from "./transcripts/runner/driver.ts";
import { memoryDriver } from "./transcripts/runner/memory-driver.ts";
import { perform } from "./transcripts/runner/perform.ts";
import { socketDriver } from "./transcripts/runner/socket-driver.ts";
import { webSocketDriver } from "./transcripts/runner/websocket-driver.ts";

const FOLDER = new URL("transcripts/", import.meta.url);

function driversOf(name: string): readonly Driver[] {
  if (name.endsWith(".memory.irc")) return [memoryDriver];
  return [memoryDriver, socketDriver, webSocketDriver];
}

for (const name of readdirSync(FOLDER).sort()) {
  if (!name.endsWith(".irc")) continue;
  const script = { name, text: readFileSync(new URL(name, FOLDER), "utf8") };
  for (const driver of driversOf(name)) test(`${name}, ${driver.name}`, () => perform(script, driver));
}
