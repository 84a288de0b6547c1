import { test } from "node:test";
import { assertEquals } from "@std/assert";
import manifest from "../../package.json" with { type: "json" };
import { VERSION } from "../../src/protocol/version.ts";

test("the program and package.json have one version", () => assertEquals(VERSION, manifest.version));
