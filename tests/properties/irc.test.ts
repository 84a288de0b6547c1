/** IRC's wire form: what is written is read again, whatever the text, the chunks and the masks. */
import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatIrcLine, parseIrcLine } from "../../src/protocol/irc-line.ts";
import { LINE_BYTES_MAX, LINE_END_BYTES_MAX, TAGS_BYTES_MAX } from "../../src/protocol/limits.ts";
import { LineFramer } from "../../src/protocol/line-framer.ts";
import { compileMask, normalizeMask } from "../../src/protocol/masks.ts";
import {
  CHANNEL_MODE_CHANGES,
  formatModeChanges,
  type ModeChange,
  type ModeKind,
  parseModeChanges,
} from "../../src/protocol/modes.ts";
import { splitText, utf8Length } from "../../src/protocol/split-text.ts";
import {
  clientOnlyTags,
  escapeTagValue,
  formatTags,
  parseTags,
  unescapeTagValue,
} from "../../src/protocol/tags.ts";

const runs = { numRuns: 1_000 };
const anyText = fc.string({ unit: "binary" });
/** Text out of what means something on a line, so that it often matters. */
const wireText = fc.string({ unit: fc.constantFrom(" ", ":", "@", ";", "\\", "\r", "\n", "\0", "a", "你") });
const lastParam = fc.oneof(anyText, wireText).map((text) => text.replace(/[\r\n\0]/g, ""));
const word = lastParam.map((text) => text.replace(/^:+| /g, "")).filter((text) => /^[^:]/.test(text));
const command = fc.stringMatching(/^([A-Z]{1,10}|[0-9]{3})$/);

test("a line that is written is read as it was meant", () => {
  fc.assert(
    fc.property(
      fc.record({ source: fc.option(word, { nil: undefined }), command, params: fc.array(word) }),
      fc.option(lastParam, { nil: undefined }),
      fc.boolean(),
      (line, last, forceTrailing) => {
        const params = last === undefined ? line.params : [...line.params, last];
        const written = formatIrcLine({ ...line, params }, { forceTrailing });
        assertEquals(parseIrcLine(written), { ...line, params, tags: undefined });
      },
    ),
    runs,
  );
});

test("hostile text neither ends a line nor changes how many params it has", () => {
  fc.assert(
    fc.property(
      fc.option(wireText, { nil: undefined }),
      command,
      fc.array(wireText),
      (source, name, params) => {
        const written = formatIrcLine({ source, command: name, params });
        const read = parseIrcLine(written);
        assert(!/[\r\n\0]/.test(written));
        assertEquals([read?.command, read?.params.length], [name, params.length]);
      },
    ),
    runs,
  );
});

test("a tag's value comes back from its escaped form, which is harmless on a line", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, wireText), (text) => {
      const escaped = escapeTagValue(text);
      assert(!/[; \r\n\0]/.test(escaped));
      assertEquals(unescapeTagValue(escaped), text.replaceAll("\0", ""));
    }),
    runs,
  );
});

test("tags that are written are read again, and the client's own passed on", () => {
  const key = fc.stringMatching(/^\+?([a-z.]{1,5}\/)?[a-zA-Z0-9-]{1,8}$/);
  const value = wireText.map((text) => text.replaceAll("\0", ""));
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }), (tags) => {
      const own = tags.filter(([name]) => name.startsWith("+"));
      assertEquals([...parseTags(formatTags(tags))], tags);
      assertEquals(clientOnlyTags(formatTags(tags)), formatTags(own));
    }),
    runs,
  );
});

/** Everything a framer makes of the chunks, what is unfinished included. */
function frame(chunks: readonly Uint8Array[]): string[] {
  const framer = new LineFramer();
  const found: string[] = [];
  const note = (line: ReturnType<LineFramer["next"]>): void => {
    found.push(
      line && "text" in line
        ? `${line.kind} ${line.byteLength} ${line.text.slice(line.start, line.end)}`
        : (line?.kind ?? "nothing"),
    );
  };
  for (const chunk of chunks) {
    framer.push(chunk);
    for (let line = framer.next(); line; line = framer.next()) note(line);
  }
  note(framer.finish());
  return found;
}

/** Bytes cut at any places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const within = places.map((place) => place % (bytes.length + 1));
  const sorted = [...within, 0, bytes.length].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

/** Lines around every limit, and their ends. */
const aroundLimits = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\r\n", "\r", "@", " ", "a"),
      fc
        .tuple(
          fc.constantFrom(LINE_BYTES_MAX, TAGS_BYTES_MAX - 2, LINE_END_BYTES_MAX),
          fc.integer({ min: -1, max: 1 }),
        )
        .map(([length, more]) => "x".repeat(length + more)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new TextEncoder().encode(parts.join("")));
const fewBytes = fc
  .array(fc.constantFrom(0x0a, 0x0d, 0x20, 0x40, 0x41, 0xff))
  .map((bytes) => Uint8Array.from(bytes));

test("a line reads the same alone and amid others", () => {
  const line = fc.string({ unit: fc.constantFrom("@", ":", " ", "PRIVMSG", "a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(line, line, line, (before, middle, after) => {
      const text = `${before}\n${middle}\r\n${after}`;
      const start = before.length + 1;
      assertEquals(parseIrcLine(text, start, start + middle.length), parseIrcLine(middle));
    }),
    runs,
  );
});

test("a framer finds the same lines in any chunks", () => {
  fc.assert(
    fc.property(fc.oneof(aroundLimits, fewBytes), fc.array(fc.nat(40_000)), (bytes, places) => {
      assertEquals(frame(cut(bytes, places)), frame([bytes]));
    }),
    runs,
  );
});

test("a framer finds every line that is short enough", () => {
  const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(line.map((text) => text.replace(/[\r\n@]/g, "x"))), (lines) => {
      const bytes = lines.map((text) => new TextEncoder().encode(`${text}\r\n`));
      const expected = lines.map((text) => `line ${utf8Length(text)} ${text.replace(/^\ufeff/, "")}`);
      assertEquals(frame(bytes), [...expected, "nothing"]);
    }),
    runs,
  );
});

test("split text joins again, fits, and is cut between graphemes", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom("a", " ", "你", "e\u0301", "👨‍👩‍👧", "🇨🇳"), maxLength: 200 }),
  );
  const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
  fc.assert(
    fc.property(text, fc.integer({ min: 64, max: 120 }), (whole, bytesMax) => {
      const pieces = splitText(whole, bytesMax);
      assertEquals(pieces.join(""), whole);
      assert(pieces.every((piece) => utf8Length(piece) <= bytesMax && (piece !== "" || whole === "")));
      const boundaries = new Set([...graphemes.segment(whole)].map(({ index }) => index));
      let start = 0;
      for (const piece of pieces) {
        assert(whole === "" || boundaries.has(start));
        start += piece.length;
      }
    }),
    runs,
  );
});

test("text of any kind is split into pieces that are whole code points", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.integer({ min: 4, max: 40 }),
      (text, max) => {
        const pieces = splitText(text, max);
        assertEquals(
          pieces.flatMap((piece) => [...piece]),
          [...text],
        );
        assert(pieces.every((piece) => utf8Length(piece) <= max));
      },
    ),
    runs,
  );
});

test("text has as many bytes as when it is encoded", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom("\ud83d", "\ude00", "a") })), (text) =>
      assertEquals(utf8Length(text), new TextEncoder().encode(text).length),
    ),
    runs,
  );
});

/** The definition, said as plainly as possible. */
function matchesNaively(mask: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = mask;
  if (first === undefined) return text.length === 0;
  if (first === "*")
    return matchesNaively(rest, text) || (text.length > 0 && matchesNaively(mask, text.slice(1)));
  return text.length > 0 && (first === "?" || first === text[0]) && matchesNaively(rest, text.slice(1));
}

const fold = (text: string): string => text.toLowerCase();

test("a mask matches what its definition says", () => {
  const mask = fc.string({ unit: fc.constantFrom("*", "?", "a", "B", "😀"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("A", "b", "😀", "*", "?"), maxLength: 10 });
  fc.assert(
    fc.property(mask, text, (pattern, name) => {
      const expected = matchesNaively([...fold(pattern)], [...fold(name)]);
      assertEquals(compileMask(pattern, fold)(name), expected);
    }),
    { numRuns: 5_000 },
  );
});

test("a normal mask has three parts, and is its own normal form", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("*", "!", "@", "a", "."), maxLength: 10 }), (mask) => {
      const normal = normalizeMask(mask);
      assert(/^.+!.+@.+$/.test(normal) && !normal.includes("**"));
      assertEquals(normalizeMask(normal), normal);
    }),
    runs,
  );
});

const takesNoParam = (kind: ModeKind, adding: boolean): boolean =>
  kind === "flag" || (kind === "set-param" && !adding);

test("mode changes that are written are read again", () => {
  const mode = fc.constantFrom(...Object.entries(CHANNEL_MODE_CHANGES));
  const change = fc
    .tuple(mode, fc.boolean(), fc.constantFrom("bob", "*!*@*", "5", "+x"))
    .map(([[letter, { kind }], adding, param]): ModeChange => {
      return { adding, letter, param: takesNoParam(kind, adding) ? undefined : param };
    });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const read = parseModeChanges(formatModeChanges(changes), CHANNEL_MODE_CHANGES);
      assertEquals(read, { changes, unknown: [] });
    }),
    runs,
  );
});
