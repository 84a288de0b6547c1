/** Who is shown what happens to a session, and makes nothing of it. */
import type { Recipient } from "../../src/network/delivery.ts";
import { NO_CAPABILITIES } from "../../src/protocol/capabilities.ts";

/** @param heard what the test looks at. */
export function deafRecipient(heard: Partial<Recipient>): Recipient {
  return {
    capabilities: NO_CAPABILITIES,
    receive() {},
    receiveOwn() {},
    tell() {},
    beginBatch() {},
    endBatch() {},
    beginAnswer() {},
    endAnswer() {},
    showHistory() {},
    identify() {},
    refuseMessage() {},
    close() {},
    ...heard,
  };
}
