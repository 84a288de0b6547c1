/**
 * A subset of JSR's `@std/assert`, over `node:assert`, for networks from which JSR cannot be reached.
 * Same names and, for what is here, the documented behaviour: https://jsr.io/@std/assert
 * To use the original, point `@std/assert` in tsconfig.json and deno.json at it.
 */
import nodeAssert from "node:assert";

// biome-ignore lint/suspicious/noExplicitAny: any constructor, whatever it takes; as in the original.
type Class<Instance> = abstract new (...args: any[]) => Instance;

export class AssertionError extends Error {
  override readonly name = "AssertionError";
}

/** Fails unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** Fails unless `expr` is falsy. */
export function assertFalse(expr: unknown, msg = "Expected a falsy value"): asserts expr is false {
  assert(!expr, msg);
}

/** Fails unless both are deeply and strictly equal. */
export function assertEquals<Value>(actual: Value, expected: Value, msg?: string): void {
  rethrow(() => nodeAssert.deepStrictEqual(actual, expected), msg);
}

export function assertNotEquals<Value>(actual: Value, expected: Value, msg?: string): void {
  rethrow(() => nodeAssert.notDeepStrictEqual(actual, expected), msg);
}

/** Fails unless both are the same by `Object.is`. */
export function assertStrictEquals<Value>(
  actual: unknown,
  expected: Value,
  msg?: string,
): asserts actual is Value {
  rethrow(() => nodeAssert.strictEqual(actual, expected), msg);
}

/** Fails where `actual` is null or undefined. */
export function assertExists<Value>(actual: Value, msg?: string): asserts actual is NonNullable<Value> {
  assert(
    actual !== undefined && actual !== null,
    because(`Expected ${show(actual)} to be neither null nor undefined`, msg),
  );
}

export function assertInstanceOf<Instance>(
  actual: unknown,
  expectedType: Class<Instance>,
  msg?: string,
): asserts actual is Instance {
  assert(
    actual instanceof expectedType,
    because(`Expected ${show(actual)} to be an instance of "${expectedType.name}"`, msg),
  );
}

export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  assert(expected.test(actual), because(`Expected ${show(actual)} to match ${expected}`, msg));
}

export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  assert(!expected.test(actual), because(`Expected ${show(actual)} not to match ${expected}`, msg));
}

export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  assert(actual.includes(expected), because(`Expected ${show(actual)} to include ${show(expected)}`, msg));
}

/** Fails unless each of `expected` is deeply equal to some item of `actual`. */
export function assertArrayIncludes<Item>(
  actual: ArrayLike<Item>,
  expected: ArrayLike<Item>,
  msg?: string,
): void {
  const missing = Array.from(expected).filter(
    (item) => !Array.from(actual).some((other) => areEqual(other, item)),
  );
  assert(missing.length === 0, because(`Expected ${show(actual)} to include ${show(missing)}`, msg));
}

export function assertGreater<Value>(actual: Value, expected: Value, msg?: string): void {
  assert(actual > expected, because(`Expected ${show(actual)} > ${show(expected)}`, msg));
}

export function assertGreaterOrEqual<Value>(actual: Value, expected: Value, msg?: string): void {
  assert(actual >= expected, because(`Expected ${show(actual)} >= ${show(expected)}`, msg));
}

export function assertLess<Value>(actual: Value, expected: Value, msg?: string): void {
  assert(actual < expected, because(`Expected ${show(actual)} < ${show(expected)}`, msg));
}

export function assertLessOrEqual<Value>(actual: Value, expected: Value, msg?: string): void {
  assert(actual <= expected, because(`Expected ${show(actual)} <= ${show(expected)}`, msg));
}

/** Fails always. */
export function fail(msg?: string): never {
  throw new AssertionError(msg === undefined ? "Failed assertion." : `Failed assertion: ${msg}`);
}

export function assertThrows(fn: () => unknown, msg?: string): unknown;
export function assertThrows<Thrown extends Error>(
  fn: () => unknown,
  ErrorClass: Class<Thrown>,
  msgIncludes?: string,
  msg?: string,
): Thrown;
/** Fails unless `fn` throws, and throws what was asked for. @returns what was thrown. */
export function assertThrows(fn: () => unknown, ...expected: readonly unknown[]): unknown {
  const wanted = expectation(expected);
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
    return checkError(thrown, wanted);
  }
  throw new AssertionError(because("Expected function to throw", wanted.msg));
}

export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
export function assertRejects<Thrown extends Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Class<Thrown>,
  msgIncludes?: string,
  msg?: string,
): Promise<Thrown>;
/** Fails unless the promise of `fn` rejects, and with what was asked for. A throw before the promise fails too. */
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  ...expected: readonly unknown[]
): Promise<unknown> {
  const wanted = expectation(expected);
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch {
    throw new AssertionError(because("Function throws when expected to reject", wanted.msg));
  }
  try {
    await promise;
  } catch (error) {
    return checkError(error, wanted);
  }
  throw new AssertionError(because("Expected function to reject", wanted.msg));
}

interface Expectation {
  readonly errorClass: Class<Error> | undefined;
  readonly includes: string | undefined;
  readonly msg: string | undefined;
}

function expectation([first, second, third]: readonly unknown[]): Expectation {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  if (typeof first !== "function") return { errorClass: undefined, includes: undefined, msg: text(first) };
  return { errorClass: first as unknown as Class<Error>, includes: text(second), msg: text(third) };
}

function checkError(error: unknown, { errorClass, includes, msg }: Expectation): unknown {
  if (!errorClass) return error;
  assert(error instanceof Error, because(`Expected an Error object, but got ${show(error)}`, msg));
  assert(
    error instanceof errorClass,
    because(
      `Expected error to be instance of "${errorClass.name}", but was "${error.constructor.name}"`,
      msg,
    ),
  );
  const found = includes === undefined || error.message.includes(includes);
  assert(
    found,
    because(`Expected error message to include ${show(includes)}, but got ${show(error.message)}`, msg),
  );
  return error;
}

function areEqual(left: unknown, right: unknown): boolean {
  try {
    nodeAssert.deepStrictEqual(left, right);
    return true;
  } catch {
    return false;
  }
}

/** Runs a check of `node:assert`; its failure, difference included, becomes ours. */
function rethrow(check: () => void, msg: string | undefined): void {
  try {
    check();
  } catch (error) {
    throw new AssertionError(because(error instanceof Error ? error.message : String(error), msg));
  }
}

function because(what: string, msg: string | undefined): string {
  return msg === undefined ? what : `${what}: ${msg}`;
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
