/** How far people have read, by who they are and where. Nobody else is ever told. https://ircv3.net/specs/extensions/read-marker */
import { MARKERS_PER_USER_MAX } from "../../protocol/limits.ts";

/** Times in milliseconds since 1970, by place: a folded channel, or the id of who a private talk is with. */
type Markers = Map<string, number>;

export class ReadMarkers {
  readonly #byUser = new Map<string, Markers>();
  /** The latest ones on their way to the disk, which none behind them may fall short of. */
  readonly #asked = new Map<string, number>();

  find(userId: string, place: string): number | undefined {
    return this.#byUser.get(userId)?.get(place);
  }

  /** Every place of this user. */
  places(userId: string): readonly string[] {
    return [...(this.#byUser.get(userId)?.keys() ?? [])];
  }

  /** Never goes back. @returns the place that had to make room: the one that was read longest ago. */
  set(userId: string, place: string, timeMs: number): string | undefined {
    const markers = this.#byUser.get(userId) ?? new Map<string, number>();
    this.#byUser.set(userId, markers);
    markers.set(place, Math.max(timeMs, markers.get(place) ?? 0));
    if (markers.size <= MARKERS_PER_USER_MAX) return undefined;
    const oldest = oldestBut(place, markers);
    if (oldest !== undefined) markers.delete(oldest);
    return oldest;
  }

  /** @returns what is to be written: what comes first to the disk must not be later than what comes after it. */
  ask(userId: string, place: string, timeMs: number): number {
    const key = `${userId} ${place}`;
    const latest = Math.max(timeMs, this.#asked.get(key) ?? 0);
    this.#asked.set(key, latest);
    return latest;
  }

  /** The disk has answered. */
  answered(userId: string, place: string, timeMs: number): void {
    const key = `${userId} ${place}`;
    if (this.#asked.get(key) === timeMs) this.#asked.delete(key);
  }

  /** A channel is called otherwise; its new name may have been read further, before. @returns whose markers went along. */
  rename(before: string, after: string): readonly string[] {
    const moved: string[] = [];
    for (const [userId, markers] of this.#byUser) {
      const timeMs = markers.get(before);
      if (timeMs === undefined) continue;
      markers.delete(before);
      markers.set(after, Math.max(timeMs, markers.get(after) ?? 0));
      moved.push(userId);
    }
    return moved;
  }

  /** Who has a marker of this place. */
  readersOf(place: string): readonly string[] {
    return [...this.#byUser].flatMap(([userId, markers]) => (markers.has(place) ? [userId] : []));
  }

  forget(userId: string): void {
    this.#byUser.delete(userId);
  }

  /** Also how far others have read in talks with that person: everybody's markers are looked through. */
  forgetAccount(userId: string): void {
    this.forget(userId);
    for (const markers of this.#byUser.values()) markers.delete(userId);
  }
}

function oldestBut(place: string, markers: Markers): string | undefined {
  let oldest: string | undefined;
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const [other, timeMs] of markers) {
    if (other === place || timeMs >= oldestMs) continue;
    oldest = other;
    oldestMs = timeMs;
  }
  return oldest;
}
