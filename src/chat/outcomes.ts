/** What was to be kept is kept, or could not be: only now it counts, and whoever asked is told. */
import type { Effect, Entry } from "../protocol/effects.ts";
import { applyAccountChange } from "./accounts/changes.ts";
import { applyEnded } from "./accounts/ending.ts";
import { applyWordsErased } from "./accounts/guest-words.ts";
import { applyRegistered, type Kept } from "./accounts/register.ts";
import { applyReported } from "./commands/report.ts";
import type { Moment } from "./effects.ts";
import { applyMarker } from "./markers/moving.ts";
import { applyMetadata } from "./metadata/change.ts";
import { applyImposed } from "./moderation/impose.ts";
import { applyLifted } from "./moderation/lift.ts";
import { applyChannelChange } from "./registered/changes.ts";
import { applyPurged, applyUnpurged } from "./registered/purges.ts";

export function decideKept(moment: Moment, entry: Entry & { readonly kind: "kept" }): Effect[] {
  const { chat } = moment;
  const { outcome, isKept } = entry;
  const kept: Kept = {
    isKept,
    session: chat.session(entry.session),
    newcomer: chat.newcomer(entry.session),
  };
  switch (outcome.kind) {
    case "account-registered":
      return applyRegistered(moment, outcome, kept);
    case "account-changed":
      return applyAccountChange(moment, outcome, kept);
    case "reported":
      return applyReported(moment, outcome, kept);
    case "sanction-imposed":
      return applyImposed(moment, outcome, kept);
    case "sanction-lifted":
      return applyLifted(moment, outcome, kept);
    case "account-dropped":
    case "account-erased":
      return applyEnded(moment, outcome, kept);
    case "words-erased":
      return applyWordsErased(moment, outcome, kept);
    case "marker-set":
      return applyMarker(moment, outcome, kept);
    case "channel-changed":
      return applyChannelChange(moment, outcome, kept);
    case "channel-purged":
      return applyPurged(moment, outcome.purge, kept);
    case "channel-unpurged":
      return applyUnpurged(moment, outcome.name, kept);
    case "metadata-changed":
      return applyMetadata(moment, outcome, kept);
  }
}
