/** One run of the server, from the settings to the exit status. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { formatAddress } from "../platform/address.ts";
import { systemClock } from "../platform/clock.ts";
import { keepAlive } from "../platform/keep-alive.ts";
import { EXIT, type ExitStatus, onStopSignal, writeErrorLine } from "../platform/process.ts";
import type { Address, Endpoint } from "../platform/types.ts";
import { VERSION } from "../protocol/version.ts";
import { parseEndpoint } from "./endpoint.ts";
import { reachableHosts } from "./join-lines.ts";
import { openScreen } from "./screen.ts";
import type { Settings } from "./settings.ts";
import { ListenFailure, Server } from "./start.ts";

const DEFAULT_PORT = 8081;

/** Runs until somebody stops it. @returns the exit status. */
export async function runServer(
  settings: Settings,
  warnings: readonly string[],
  localeLanguage: Language,
): Promise<ExitStatus> {
  const language = settings.lang ?? localeLanguage;
  const stopped = Promise.withResolvers<void>();
  const screen = openScreen({
    clock: systemClock,
    language,
    channel: settings.channel,
    submit: (entry) => server.submit(entry),
    stop: () => stopped.resolve(),
  });
  const server = new Server({
    version: VERSION,
    settings,
    language,
    clock: systemClock,
    observer: screen.observer,
    udpUnavailable: (address, reason) =>
      screen.warn("no-datagrams", serverText(language, "udpUnavailable", { address, reason })),
  });
  for (const warning of warnings) screen.warn("settings", warning);
  onStopSignal(() => stopped.resolve());
  keepAlive();

  try {
    screen.listening(await listenOnAll(server, settings.listen));
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    await server.stop();
    await screen.close();
    writeErrorLine(describeListenFailure(error, language));
    return error.reason === "permission-denied" ? EXIT.noPermission : EXIT.unavailable;
  }
  if (server.connectionsMax < (settings["max-clients"] ?? 0)) {
    screen.warn("few-files", serverText(language, "fewFiles", { max: server.connectionsMax }));
  }
  screen.attach(server);

  await stopped.promise;
  screen.stopping();
  await server.stop();
  screen.stopped();
  await screen.close();
  return EXIT.ok;
}

async function listenOnAll(server: Server, listen: readonly string[]): Promise<Address[]> {
  if (listen.length === 0) return [await listenEverywhere(server)];
  const addresses: Address[] = [];
  for (const text of listen) {
    const result = parseEndpoint(text);
    if (result.kind === "endpoint") addresses.push(await server.listen(result.endpoint));
  }
  return addresses;
}

/** IPv6's any-address hears IPv4 as well; machines without IPv6 have only the old one. */
async function listenEverywhere(server: Server): Promise<Address> {
  try {
    return await server.listen({ kind: "tcp", host: "::", port: DEFAULT_PORT });
  } catch (error) {
    if (error instanceof ListenFailure && error.reason === "address-in-use") throw error;
    return server.listen({ kind: "tcp", host: "0.0.0.0", port: DEFAULT_PORT });
  }
}

function describeListenFailure({ endpoint, reason, message }: ListenFailure, language: Language): string {
  if (reason === "name-not-found") return serverText(language, "nameNotFound", { host: hostOf(endpoint) });
  const params = { address: nameOf(endpoint), reason: message, own: reachableHosts("::").join(" ") };
  switch (reason) {
    case "address-in-use":
    case "address-not-available":
    case "permission-denied":
      return serverText(language, `listen-${reason}`, params);
    default:
      return serverText(language, "listen-other", params);
  }
}

function hostOf(endpoint: Endpoint): string {
  return endpoint.kind === "unix" ? endpoint.path : endpoint.host;
}

function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === "unix") return `unix:${endpoint.path}`;
  const family = endpoint.host.includes(":") ? "ipv6" : "ipv4";
  return formatAddress({ family, host: endpoint.host, port: endpoint.port });
}
