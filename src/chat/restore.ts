/** What outlived a restart is there again before anybody comes. */
import type { LastingKind, LastingRow } from "../protocol/lasting.ts";
import { readAccount } from "./accounts/account-row.ts";
import type { Chat } from "./chat.ts";
import { awaitHeirs } from "./inheritance.ts";
import { restoreMarker } from "./markers/marker-row.ts";
import { restoreMetadata } from "./metadata/rows.ts";
import { restoreReport } from "./moderation/report-row.ts";
import { restoreSanction } from "./moderation/sanction-row.ts";
import { restorePresence } from "./presence/restore-presence.ts";
import { restoreChannel } from "./registered/channel-row.ts";
import { restorePurge } from "./registered/purges.ts";

/** What each kind's rows bring back. */
const READERS: Readonly<Partial<Record<LastingKind, (chat: Chat, row: LastingRow) => void>>> = {
  account: (chat, row) => chat.accounts.add(readAccount(row)),
  ban: restoreSanction,
  report: restoreReport,
  presence: restorePresence,
  marker: restoreMarker,
  channel: restoreChannel,
  purge: restorePurge,
  metadata: restoreMetadata,
};

/** Kinds whose rows need those of others: accounts come first. */
const ORDER: readonly LastingKind[] = [
  "account",
  "ban",
  "report",
  "channel",
  "purge",
  "presence",
  "metadata",
  "marker",
];

/** Kinds whose keys begin with the account that they are about. */
const ABOUT_ACCOUNTS: readonly LastingKind[] = ["presence", "metadata", "marker"];

/** The server was killed while the account ended: what was on its way to the disk then is taken away with the first entry. */
function isLeftOver({ accounts }: Chat, { kind, key }: LastingRow): boolean {
  const [id] = key.split(" ", 1);
  return ABOUT_ACCOUNTS.includes(kind) && !accounts.get(id);
}

/**
 * @param rows in any order.
 * @param onFault told of rows that cannot be read; the others count.
 */
export function restore(
  chat: Chat,
  rows: readonly LastingRow[],
  onFault: (row: LastingRow, error: unknown) => void,
): void {
  for (const kind of ORDER) {
    const read = READERS[kind];
    for (const row of rows) {
      if (row.kind !== kind || !read) continue;
      if (isLeftOver(chat, row)) {
        chat.unsaved.mark(kind, row.key);
        continue;
      }
      try {
        read(chat, row);
      } catch (error) {
        onFault(row, error);
      }
    }
  }
  removeEmpty(chat);
  awaitHeirs(chat.channels);
}

/** Whoever stayed in a channel that is nobody's does so no more. */
function removeEmpty({ channels, unsaved, casemapping }: Chat): void {
  for (const channel of [...channels.all()]) {
    channels.removeIfEmpty(channel);
    if (channels.find(channel.name) !== channel) unsaved.mark("channel", casemapping.channel(channel.name));
  }
}
