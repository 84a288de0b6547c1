/** Starts the programs under test: from source on the runtime of the test, or the compiled ones. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Requirement } from "../helpers/requirement.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ORIGINALS = fileURLToPath(new URL("../../../shared/tutorials/", import.meta.url));
/** The tutorials' own programs where they lie beside the project, else ours of the same kinds. */
export const TUTORIALS = existsSync(ORIGINALS) ? ORIGINALS : `${ROOT}tests/programs/`;

/** What a test waits for must come within this; only a failing test needs it all. */
const DEADLINE_MS = 15_000;
const POLL_MS = 20;

/** Program and arguments of chat-client. `CHAT_E2E_BINARIES=1` takes the compiled one. */
export function clientCommand(): readonly string[] {
  return programCommand("chat-client", "client.ts");
}

/** Program and arguments of chat-server. */
export function serverCommand(): readonly string[] {
  return programCommand("chat-server", "server.ts");
}

function programCommand(binary: string, source: string): readonly string[] {
  if (process.env["CHAT_E2E_BINARIES"] === "1") return [`${ROOT}dist/${binary}`];
  const isDeno = "deno" in process.versions;
  return [process.execPath, ...(isDeno ? ["run", "-A", "--no-check"] : []), `${ROOT}${source}`];
}

/** Words before a command that is to run without root's rights. */
export function asNobody(): readonly string[] {
  return process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
}

export const nobodyMayRunIt: Requirement = () => {
  const [program = "", ...args] = [...asNobody(), ...serverCommand(), "-V"];
  return spawnSync(program, args).status === 0 ? undefined : "a user without rights cannot run the program";
};

/** Why a test cannot run here; false if it can. For `{ skip: … }`. */
export function missing(...programs: readonly string[]): string | false {
  const absent = programs.find((program) => spawnSync("which", [program]).status !== 0);
  return absent === undefined ? false : `${absent} is not installed`;
}

/** As `missing`, for tests with a program out of the tutorials. */
export function missingTutorial(name: string): string | false {
  if (!existsSync(TUTORIALS + name)) return `${TUTORIALS}${name} is not there`;
  return missing("python3");
}

/** A running program and what it has written. */
export class Program {
  readonly process: ChildProcess;
  stdout = "";
  stderr = "";
  readonly #exited: Promise<unknown>;

  constructor([command = "", ...args]: readonly string[], options: SpawnOptions = {}) {
    this.process = spawn(command, args, { stdio: "pipe", ...options });
    this.#exited = once(this.process, "close");
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.process.stdin?.on("error", () => {});
  }

  /** Writes to its input. */
  type(text: string): void {
    this.process.stdin?.write(text);
  }

  endInput(): void {
    this.process.stdin?.end();
  }

  /** @returns the exit code. */
  async exited(): Promise<number | null> {
    await this.#exited;
    return this.process.exitCode;
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const { pid, exitCode, signalCode } = this.process;
    // Not `this.process.kill`: after that Deno reports the signal, whatever exit code the program chose.
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(pid, signal);
    await this.#exited;
  }

  /** At the end of the test, however it ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

/** Runs chat-client to its end with `input` piped in. */
export async function runClient(
  args: readonly string[],
  input = "",
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  await using client = new Program([...clientCommand(), ...args], { env: testEnvironment() });
  client.type(input);
  client.endInput();
  const code = await client.exited();
  return { code, stdout: client.stdout, stderr: client.stderr };
}

/** The environment without what would change the programs' behaviour. Servers keep nothing: tests of history name a folder. */
export function testEnvironment(): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CHAT_|LC_|LANG|NO_COLOR)/.test(name));
  return { ...Object.fromEntries(inherited), LC_ALL: "C.UTF-8", CHAT_MEMORY: "true" };
}

/** Waits until `isTrue`; fails with `describe()` when that takes too long. */
export async function until(isTrue: () => boolean | Promise<boolean>, describe: () => string): Promise<void> {
  const deadlineMs = Date.now() + DEADLINE_MS;
  while (!(await isTrue())) {
    if (Date.now() > deadlineMs) throw new Error(`Waited in vain: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}

/** `lan_server.py` of the tutorials. */
export class LanServer extends Program {
  readonly port: number;

  constructor(port: number) {
    super(["python3", `${TUTORIALS}lan_server.py`, "127.0.0.1", String(port)]);
    this.port = port;
  }
}

/** Starts it and waits until it listens. */
export async function startLanServer(): Promise<LanServer> {
  const server = new LanServer(await freePort());
  await until(
    () => accepts(server.port),
    () => `lan_server.py listens; it wrote ${server.stderr}`,
  );
  return server;
}

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).then((isOpen) => {
    socket.destroy();
    return isOpen === true;
  });
}
