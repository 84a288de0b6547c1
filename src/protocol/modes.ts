/** Modes of channels and of users: the tables, and how changes are read and written. https://modern.ircdocs.horse/#modes */

/**
 * Whether a letter takes a param: `list`, `key` and `prefix` always do (a list without one is asked for), `set-param`
 * only when it is set, `flag` never. https://modern.ircdocs.horse/#chanmodes-parameter
 */
export type ModeKind = "list" | "key" | "set-param" | "flag" | "prefix";

interface Mode {
  readonly kind: ModeKind;
  readonly name: string;
}

/** Modes by letter. */
export type ModeTable = Readonly<Record<string, Mode>>;

/** What a channel can be set to, as most servers have it; C to U as Ergo. */
export const CHANNEL_MODES = {
  b: { kind: "list", name: "ban" },
  e: { kind: "list", name: "ban-exception" },
  I: { kind: "list", name: "invite-exception" },
  k: { kind: "key", name: "key" },
  f: { kind: "set-param", name: "forward" },
  l: { kind: "set-param", name: "limit" },
  C: { kind: "flag", name: "no-ctcp" },
  E: { kind: "flag", name: "roleplay" },
  M: { kind: "flag", name: "registered-speak" },
  R: { kind: "flag", name: "registered-join" },
  U: { kind: "flag", name: "op-moderated" },
  i: { kind: "flag", name: "invite-only" },
  m: { kind: "flag", name: "moderated" },
  n: { kind: "flag", name: "no-external" },
  s: { kind: "flag", name: "secret" },
  t: { kind: "flag", name: "topic-lock" },
  u: { kind: "flag", name: "auditorium" },
} as const satisfies ModeTable;

/** What a member of a channel can be, the highest first. */
export const PREFIX_MODES = [
  { letter: "q", prefix: "~", name: "founder" },
  { letter: "a", prefix: "&", name: "protected" },
  { letter: "o", prefix: "@", name: "operator" },
  { letter: "h", prefix: "%", name: "halfop" },
  { letter: "v", prefix: "+", name: "voice" },
] as const;

/** What a user can be. */
export const USER_MODES = {
  B: { kind: "flag", name: "bot" },
  R: { kind: "flag", name: "registered-only" },
  T: { kind: "flag", name: "no-ctcp" },
  g: { kind: "flag", name: "caller-id" },
  i: { kind: "flag", name: "invisible" },
  o: { kind: "flag", name: "operator" },
  w: { kind: "flag", name: "wallops" },
} as const satisfies ModeTable;

type ChannelMode = (typeof CHANNEL_MODES)[keyof typeof CHANNEL_MODES];
export type ChannelFlag = Extract<ChannelMode, { readonly kind: "flag" }>["name"];
export type PrefixLetter = (typeof PREFIX_MODES)[number]["letter"];

/** Every letter MODE takes for a channel, members' prefixes included. */
export const CHANNEL_MODE_CHANGES: ModeTable = {
  ...CHANNEL_MODES,
  ...Object.fromEntries(PREFIX_MODES.map(({ letter, name }) => [letter, { kind: "prefix", name }])),
};

export interface ModeChange {
  readonly adding: boolean;
  readonly letter: string;
  readonly param: string | undefined;
}

/** ISUPPORT's CHANMODES: the letters of each kind. https://modern.ircdocs.horse/#chanmodes-parameter */
export function chanmodesToken(): string {
  const kinds = ["list", "key", "set-param", "flag"] satisfies ModeKind[];
  const letters = Object.entries<Mode>(CHANNEL_MODES);
  return kinds
    .map((kind) => letters.flatMap(([letter, mode]) => (mode.kind === kind ? letter : [])).join(""))
    .join(",");
}

/** ISUPPORT's PREFIX: letters and their prefixes. https://modern.ircdocs.horse/#prefix-parameter */
export function prefixToken(): string {
  const letters = PREFIX_MODES.map(({ letter }) => letter).join("");
  return `(${letters})${statusPrefixes()}`;
}

/** ISUPPORT's STATUSMSG: the prefixes. https://modern.ircdocs.horse/#statusmsg-parameter */
export function statusPrefixes(): string {
  return PREFIX_MODES.map(({ prefix }) => prefix).join("");
}

/** RPL_MYINFO's user modes. https://modern.ircdocs.horse/#rplmyinfo-004 */
export function userModeLetters(): string {
  return Object.keys(USER_MODES).sort().join("");
}

/** RPL_MYINFO's channel modes. */
export function channelModeLetters(): string {
  return Object.keys(CHANNEL_MODE_CHANGES).sort().join("");
}

/** RPL_MYINFO's channel modes that take a param. */
export function parameterModeLetters(): string {
  const letters = Object.entries(CHANNEL_MODE_CHANGES);
  return letters
    .flatMap(([letter, { kind }]) => (takesParam(kind, true) ? letter : []))
    .sort()
    .join("");
}

/**
 * Reads MODE's params after its target: letters, then what they take, then more letters if these begin with a sign.
 * A letter whose param is missing has none: a list is asked for, anything else is for the caller to refuse.
 *
 * @returns `unknown`: letters that are not in the table, each once.
 */
export function parseModeChanges(
  modes: readonly string[],
  table: ModeTable,
): { readonly changes: readonly ModeChange[]; readonly unknown: readonly string[] } {
  const changes: ModeChange[] = [];
  const unknown = new Set<string>();
  let next = 0;
  do {
    let adding = true;
    for (const letter of modes[next++] ?? "") {
      const mode = table[letter];
      if (letter === "+" || letter === "-") adding = letter === "+";
      else if (!mode) unknown.add(letter);
      else changes.push({ adding, letter, param: takesParam(mode.kind, adding) ? modes[next++] : undefined });
    }
  } while (/^[+-]/.test(modes[next] ?? ""));
  return { changes, unknown: [...unknown] };
}

function takesParam(kind: ModeKind, adding: boolean): boolean {
  return kind === "set-param" ? adding : kind !== "flag";
}

/** Writes changes as MODE's params: `["+ov-k", "alice", "bob", "*"]`; none for no change. */
export function formatModeChanges(changes: readonly ModeChange[]): string[] {
  let letters = "";
  let wasAdding: boolean | undefined;
  for (const { adding, letter } of changes) {
    if (adding !== wasAdding) letters += adding ? "+" : "-";
    letters += letter;
    wasAdding = adding;
  }
  const params = changes.flatMap(({ param }) => param ?? []);
  return letters === "" ? [] : [letters, ...params];
}
