/** Services that look like people: a private message to one is a request. */
import type { Effect } from "../../protocol/effects.ts";
import { serviceRequest } from "../../protocol/services.ts";
import type { CommandContext } from "../effects.ts";
import { chanserv } from "./chanserv/chanserv.ts";
import { nickserv } from "./nickserv/nickserv.ts";

/** @returns undefined where no service is addressed. */
export function askService(context: CommandContext): Effect[] | undefined {
  const request = serviceRequest(context.message);
  switch (request?.service) {
    case "NickServ":
      return nickserv(context);
    case "ChanServ":
      return chanserv(context);
    default:
      return undefined;
  }
}
