/** Settings of the rules as tests use them. */
import type { RuleSettings } from "../../src/protocol/rule-settings.ts";

export const RULE_SETTINGS: RuleSettings = {
  defaultChannel: "#lobby",
  serverName: "server",
  description: "A test server",
  network: "LAN",
  version: "1.2.3",
  motd: [],
  motdNamesRoom: true,
  admin: [],
  casemapping: "ascii",
  historyOnJoin: 0,
  accounts: { isOpen: true, beforeConnect: true, needsEmail: false, customNames: false },
  hasRelays: true,
  hasRoleplay: false,
};
