/** The exact lines others have to type to join, and the one that opens the port. */
import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { Address } from "../platform/types.ts";

/** The commands for one listener: one for each address this machine has, or the one it listens on. */
export function joinLines(address: Address): string[] {
  if (address.family === "unix") return [`./chat-client unix:${address.host}`];
  return reachableHosts(address.host).map((host) => `./chat-client ${host} ${address.port}`);
}

/** The same for people who have no client. */
export function netcatLine(address: Address): string {
  if (address.family === "unix") return `nc -U ${address.host}`;
  return `nc ${reachableHosts(address.host)[0]} ${address.port}`;
}

/** Addresses others can reach this machine by. Loopback only where there is nothing else; link-local IPv6 needs a zone, which nobody can type from a screen. */
export function reachableHosts(host: string): string[] {
  if (host !== "::" && host !== "0.0.0.0") return [host];
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const hosts = all
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
    .filter(({ family }) => host === "::" || family === "IPv4")
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);
  return hosts.length > 0 ? hosts : ["127.0.0.1"];
}

/** The command that opens the port in this machine's firewall; undefined where no known firewall is installed. */
export function firewallLine(port: number): string | undefined {
  if (["/usr/sbin/ufw", "/sbin/ufw"].some((path) => existsSync(path))) return `sudo ufw allow ${port}`;
  if (existsSync("/usr/bin/firewall-cmd")) {
    return `sudo firewall-cmd --add-port=${port}/tcp --add-port=${port}/udp`;
  }
  if (existsSync("C:\\Windows\\System32\\netsh.exe")) {
    const rule = "netsh advfirewall firewall add rule name=chat-server dir=in action=allow";
    return `${rule} protocol=TCP localport=${port} & ${rule} protocol=UDP localport=${port}`;
  }
  return undefined;
}
