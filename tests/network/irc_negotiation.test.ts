/** CAP as one session sees it, and what changes where the settings do. */
import { describe, test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { offerChange } from "../../src/network/irc/capability-offer.ts";
import { EnabledCapabilities } from "../../src/network/irc/enabled-capabilities.ts";
import { Negotiation } from "../../src/network/irc/negotiation.ts";
import {
  CAPABILITY_NAMES,
  type CapabilityName,
  type CapabilityOffer,
  capabilities,
  isShaping,
} from "../../src/protocol/capabilities.ts";
import { CAP_LINE_BYTES_MAX } from "../../src/protocol/limits.ts";

const ALL = new Map(CAPABILITY_NAMES.map((name) => [name, ""]));
const OFFER: CapabilityOffer = new Map<CapabilityName, string>([
  ["batch", ""],
  ["cap-notify", ""],
  ["draft/languages", "2,en,zh"],
]);

/** What `offer` becomes is what is offered from then on. */
class Offered {
  offer = OFFER;
  readonly negotiation = new Negotiation(() => this.offer);

  change(offer: CapabilityOffer): readonly (readonly string[])[] {
    const change = offerChange(this.offer, offer);
    this.offer = offer;
    return change ? this.negotiation.offerChanged(change) : [];
  }

  listed(): readonly string[] | undefined {
    return this.negotiation.answer(["LIST"]).lines[0];
  }
}

describe("what a session has asked for", () => {
  test("each capability is remembered for itself", () => {
    for (const name of CAPABILITY_NAMES) {
      const enabled = EnabledCapabilities.NONE.with(name);
      assertEquals(enabled.names(), [name]);
      assertEquals(enabled.shaping, isShaping(name) ? capabilities(name) : 0);
      assertEquals(enabled.without(name).names(), []);
    }
  });

  test("all of them together are put down one by one", () => {
    let enabled = EnabledCapabilities.NONE;
    for (const name of CAPABILITY_NAMES) enabled = enabled.with(name);
    assertEquals(enabled.names(), [...CAPABILITY_NAMES]);
    for (const name of CAPABILITY_NAMES) {
      enabled = enabled.without(name);
      assert(!enabled.names().includes(name));
    }
  });
});

describe("what is offered", () => {
  test("values are for those who negotiate with 302", () => {
    const { negotiation } = new Offered();
    assertEquals(negotiation.answer(["LS"]).lines, [["LS", "batch cap-notify draft/languages"]]);
    assertEquals(negotiation.answer(["LS", "302"]).lines, [
      ["LS", "batch cap-notify draft/languages=2,en,zh"],
    ]);
  });

  test("what is known but not offered is refused, and may be put down", () => {
    const { negotiation } = new Offered();
    assertEquals(negotiation.answer(["REQ", "batch setname"]).lines, [["NAK", "batch setname"]]);
    assertEquals(negotiation.answer(["REQ", "-setname"]).lines, [["ACK", "-setname"]]);
  });

  test("a list that is too long for a line says so in each but the last", () => {
    const { negotiation } = new Offered();
    negotiation.answer(["LS", "302"]);
    const all = new Negotiation(() => ALL).answer(["LS", "302"]).lines;
    assertEquals(
      all.map((line) => line.slice(0, -1)),
      [["LS", "*"], ["LS"]],
    );
    assertEquals(
      all.flatMap((line) => line.at(-1)?.split(" ") ?? []),
      [...CAPABILITY_NAMES],
    );
  });
});

test("who knows of no second line is offered what fits into one: what no draft is", () => {
  const [[, offered = ""] = []] = new Negotiation(() => ALL).answer(["LS"]).lines;
  assertEquals(
    offered.split(" "),
    CAPABILITY_NAMES.filter((name) => !name.includes("/")),
  );
  assert(offered.length <= CAP_LINE_BYTES_MAX);
});

describe("when the settings change", () => {
  const WITHOUT_BATCH = new Map<CapabilityName, string>([
    ["cap-notify", ""],
    ["draft/languages", "2,zh,en"],
    ["setname", ""],
  ]);

  test("those with cap-notify are told what came, what is different, and what went", () => {
    const offered = new Offered();
    offered.negotiation.answer(["LS", "302"]);
    assertEquals(offered.change(WITHOUT_BATCH), [
      ["NEW", "draft/languages=2,zh,en setname"],
      ["DEL", "batch"],
    ]);
    assertEquals(offered.change(WITHOUT_BATCH), []);
  });

  test("what went is no longer theirs, told or not", () => {
    const offered = new Offered();
    offered.negotiation.answer(["REQ", "batch draft/languages"]);
    assertEquals(offered.change(WITHOUT_BATCH), []);
    assertEquals(offered.negotiation.capabilities, 0);
    assertEquals(offered.listed(), ["LIST", "draft/languages"]);
  });

  test("who asked for cap-notify with an older version is told no values", () => {
    const offered = new Offered();
    offered.negotiation.answer(["REQ", "cap-notify"]);
    assertEquals(offered.change(WITHOUT_BATCH), [
      ["NEW", "draft/languages setname"],
      ["DEL", "batch"],
    ]);
  });
});
