import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { WrongGuesses } from "../../src/server/wrong-guesses.ts";

test("guesses count from the first one on, for their guesser alone", () => {
  const guesses = new WrongGuesses<string>({ max: 2, forMs: 1_000, guessersMax: 10 });
  guesses.wrong("ann", 0);
  assertEquals(guesses.mayTry("ann", 1), true);
  guesses.wrong("ann", 900);
  assertEquals([guesses.mayTry("ann", 999), guesses.mayTry("bob", 999)], [false, true]);
  assertEquals(guesses.mayTry("ann", 1_000), true);
});

test("a clock that was set back locks nobody out for longer", () => {
  const guesses = new WrongGuesses<string>({ max: 1, forMs: 1_000, guessersMax: 10 });
  guesses.wrong("ann", 1_000_000);
  assertEquals([guesses.mayTry("ann", 999_500), guesses.mayTry("ann", 5)], [false, true]);
});

test("who began first makes room", () => {
  const guesses = new WrongGuesses<number>({ max: 1, forMs: 1_000, guessersMax: 2 });
  for (const guesser of [1, 2, 3]) guesses.wrong(guesser, 0);
  assertEquals(
    [1, 2, 3].map((guesser) => guesses.mayTry(guesser, 0)),
    [true, false, false],
  );
});
