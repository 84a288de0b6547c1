/** The index of ranges against the definition: an address lies in a range when its first bits are the range's. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { RangeIndex } from "../../src/chat/moderation/range-index.ts";
import { formatAddressRange, parseAddress, parseAddressRange } from "../../src/protocol/address.ts";

// Few different bytes, so that ranges and addresses meet.
const byte = fc.constantFrom(0, 1, 127, 128, 255);
const ipv4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));
const group = fc.constantFrom("0", "1", "7fff", "8000", "ffff");
const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":"));
const host = fc.oneof(ipv4, ipv6);
const range = fc.oneof(
  fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`),
  fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })).map(([address, bits]) => `${address}/${bits}`),
);

function bitsOf(text: string): string {
  const address = parseAddress(text);
  return address ? address.value.toString(2).padStart(address.width, "0") : "";
}

/** As a person would do it, with a pencil. */
function contains(rangeText: string, hostText: string): boolean {
  const parsed = parseAddressRange(rangeText);
  const [network, address] = [bitsOf(rangeText.split("/")[0] ?? ""), bitsOf(hostText)];
  if (!parsed || network.length !== address.length) return false;
  return network.slice(0, parsed.prefixLength) === address.slice(0, parsed.prefixLength);
}

test("an address is found in the ranges it lies in, and in no others", () => {
  fc.assert(
    fc.property(
      fc.array(range, { maxLength: 20 }),
      fc.array(range, { maxLength: 5 }),
      host,
      (added, removed, who) => {
        const index = new RangeIndex<string>();
        const left = new Map<string, string>();
        for (const [texts, act] of [
          [added, "set"],
          [removed, "delete"],
        ] as const) {
          for (const text of texts) {
            const parsed = parseAddressRange(text);
            if (!parsed) throw new Error(text);
            const name = formatAddressRange(parsed);
            if (act === "set") index.set(parsed, name);
            else index.delete(parsed);
            if (act === "set") left.set(name, text);
            else left.delete(name);
          }
        }
        const expected = [...left].filter(([, text]) => contains(text, who)).map(([name]) => name);
        assertEquals([...index.covering(who)].sort(), expected.sort());
      },
    ),
  );
});

test("what is written is read again as the same range", () => {
  fc.assert(
    fc.property(range, (text) => {
      const parsed = parseAddressRange(text);
      if (!parsed) throw new Error(text);
      assertEquals(parseAddressRange(formatAddressRange(parsed)), parsed);
    }),
  );
});
