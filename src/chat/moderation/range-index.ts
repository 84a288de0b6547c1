/** Values of address ranges. A look-up costs one step for each length of prefix there is, however many ranges there are. */
import { type AddressRange, type AddressWidth, parseAddress } from "../../protocol/address.ts";

export class RangeIndex<Value> {
  /** By how many bits are compared, and by those bits. */
  readonly #byPrefix: Readonly<Record<AddressWidth, Map<number, Map<bigint, Value>>>> = {
    32: new Map(),
    128: new Map(),
  };

  set(range: AddressRange, value: Value): void {
    const lengths = this.#byPrefix[range.width];
    const values = lengths.get(range.prefixLength) ?? new Map<bigint, Value>();
    lengths.set(range.prefixLength, values);
    values.set(prefixOf(range, range.prefixLength), value);
  }

  delete(range: AddressRange): void {
    const lengths = this.#byPrefix[range.width];
    const values = lengths.get(range.prefixLength);
    values?.delete(prefixOf(range, range.prefixLength));
    if (values?.size === 0) lengths.delete(range.prefixLength);
  }

  /** What counts for this address. @param host anything; what is no address lies in no range. */
  *covering(host: string): Generator<Value> {
    if (this.#byPrefix[32].size + this.#byPrefix[128].size === 0) return;
    const address = parseAddress(host);
    if (!address) return;
    for (const [length, values] of this.#byPrefix[address.width]) {
      const value = values.get(prefixOf(address, length));
      if (value !== undefined) yield value;
    }
  }
}

function prefixOf({ width, value }: Pick<AddressRange, "width" | "value">, length: number): bigint {
  return value >> BigInt(width - length);
}
