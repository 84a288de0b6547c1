/** MODE <target> [<changes>]: show or change the modes of a channel or of oneself. https://modern.ircdocs.horse/#mode-message */
import type { CommandHandler } from "../effects.ts";
import { channelMode } from "./channel-mode.ts";
import { userMode } from "./user-mode.ts";

export const mode: CommandHandler = (context) => {
  const [target = ""] = context.message.params;
  return target.startsWith("#") ? channelMode(context) : userMode(context);
};
