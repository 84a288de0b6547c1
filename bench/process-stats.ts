/** What Linux tells about a process. https://man7.org/linux/man-pages/man5/proc.5.html */
import { readFileSync } from "node:fs";

/** USER_HZ, fixed at 100 on every Linux of today. */
const TICKS_PER_SECOND = 100;

/** User and system time of all its threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field, the name, may hold spaces; behind its bracket come fields 3, 4, …; 14 and 15 are wanted.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}
