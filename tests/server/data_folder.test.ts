import { join } from "node:path";
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { type Machine, stateFolder } from "../../src/platform/folders.ts";
import { defaultFolders, type Places } from "../../src/server/data-folder.ts";

const LINUX: Machine = { environment: {}, platform: "linux", home: "/home/ann" };

/** Of a machine with this environment. */
function stateOf(environment: Machine["environment"], platform = "linux"): string {
  return stateFolder("chat-server", { ...LINUX, environment, platform }).replaceAll("\\", "/");
}

test("state is kept where the system's customs say", () => {
  assertEquals(stateOf({}), "/home/ann/.local/state/chat-server");
  assertEquals(stateOf({ XDG_STATE_HOME: "/state" }), "/state/chat-server");
  assertEquals(stateOf({ XDG_STATE_HOME: "relative" }), "/home/ann/.local/state/chat-server");
  assertEquals(stateOf({ STATE_DIRECTORY: "/var/lib/chat:/var/lib/more" }), "/var/lib/chat");
  assertEquals(stateOf({}, "darwin"), "/home/ann/Library/Application Support/chat-server");
  assertEquals(stateOf({}, "win32"), "/home/ann/AppData/Local/chat-server");
  assertEquals(stateOf({ LOCALAPPDATA: "/local" }, "win32"), "/local/chat-server");
});

function places(...existing: readonly string[]): Places {
  return { program: "/opt/chat", state: "/state/chat-server", exists: (folder) => existing.includes(folder) };
}

test("a folder beside the program goes before the system's, and serves where that cannot be made", () => {
  assertEquals(defaultFolders([], places()), ["/state/chat-server/8081", "/opt/chat/chat-data/8081"]);
  assertEquals(defaultFolders([], places("/opt/chat/chat-data")), ["/opt/chat/chat-data/8081"]);
});

test("servers on one machine do not meet", () => {
  const folderOf = (...listen: readonly string[]): string | undefined => defaultFolders(listen, places())[0];
  const state = "/state/chat-server";
  assertEquals(folderOf("127.0.0.1 9000", "[::1]:9001"), join(state, "9000"));
  assertEquals(folderOf("unix:/run/chat/a.sock"), join(state, "unix-run-chat-a.sock"));
});
