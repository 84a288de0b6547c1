/** Every place the settings name to listen on, and why one of them cannot be had. */
import type { Language } from "../locales/catalog.ts";
import { serverText } from "../locales/server/texts.ts";
import { formatAddress } from "../platform/address.ts";
import type { Address, Endpoint } from "../platform/types.ts";
import { parseEndpoint } from "./endpoint.ts";
import { reachableHosts } from "./join-lines.ts";
import { ListenFailure, type Server } from "./start.ts";

export const DEFAULT_PORT = 8081;

/** @param listen as people write it; empty means every interface. @throws ListenFailure */
export async function listenOnAll(server: Server, listen: readonly string[]): Promise<Address[]> {
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

export function describeListenFailure(
  { endpoint, reason, message }: ListenFailure,
  language: Language,
): string {
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
