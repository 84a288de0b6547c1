/** The rooms of one server put together for transcripts: its name is `server`, and tests decide on the clock. */
import { Chat } from "../../../src/chat/chat.ts";
import { memoryHistory } from "../../../src/history/memory.ts";
import { Deadlines } from "../../../src/network/deadlines.ts";
import { Delivery } from "../../../src/network/delivery.ts";
import { PROMPT_DISK } from "../../../src/network/disk-gate.ts";
import type { EdgeContext } from "../../../src/network/edge-context.ts";
import { HttpService } from "../../../src/network/http/service.ts";
import { IrcEncoding } from "../../../src/network/irc/encoding.ts";
import { PlainEncoding } from "../../../src/network/plain/encoding.ts";
import { RecentHosts } from "../../../src/network/recent-hosts.ts";
import { Tick } from "../../../src/network/tick.ts";
import type { Clock } from "../../../src/platform/clock.ts";
import type { Entry } from "../../../src/protocol/effects.ts";
import { BROWSER_SILENCE_MS } from "../../../src/protocol/limits.ts";
import type { RuleSettings } from "../../../src/protocol/rule-settings.ts";
import { localSequencer } from "../../../src/sequencer/local.ts";
import { messageFinder } from "../../../src/server/find-message.ts";
import { PersonalExports } from "../../../src/server/personal-export/exports.ts";
import { type CommitObserver, type Observer, Pipeline } from "../../../src/server/pipeline.ts";
import { plainGate } from "../../helpers/plain-gate.ts";
import { RULE_SETTINGS } from "../../helpers/rule-settings.ts";

export interface Composition {
  readonly edge: EdgeContext;
  makeOperator(nick: string): void;
  /** Throws what was thrown inside the server, if anything was. */
  checkFaults(): void;
}

/** The operator that `OPER root secret` makes. */
const OPERATOR = { name: "root", password: "secret" };

export function compose(clock: Clock, settings: Partial<RuleSettings>): Composition {
  const rules = { ...RULE_SETTINGS, ...settings };
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  const observer: Observer = {
    came() {},
    went() {},
    acted: () => {},
    skipped: (_sequence, error) => note(error),
    fault: note,
  };
  const disk: CommitObserver = { waits() {}, answered: (_count, error) => void (error && note(error)) };
  const delivery = new Delivery();
  const chat = new Chat({ historyId: "test", startedAtMs: clock.nowMs(), settings: rules });
  const history = memoryHistory({ messagesMax: 100, charactersMax: 10_000 }, "test");
  const submit = (entry: Entry): void => sequencer.submit(entry);
  const exports = new PersonalExports({ clock, history, isCurrent: () => true });
  const pipeline = new Pipeline({
    chat,
    history,
    delivery,
    observer,
    disk,
    submit,
    rehash() {},
    offerCopy: (copy, asker) => exports.offer(copy, asker),
  });
  const sequencer = localSequencer(clock, (stamped) => pipeline.decide(stamped));
  const edge = composeEdge({
    clock,
    rules,
    delivery,
    accounts: plainGate((name) => chat.accounts.named(name)),
    fault: note,
    findMessage: messageFinder(history),
    submit,
  });
  return {
    edge,
    makeOperator(nick) {
      const [session] = chat.nicks.user(nick)?.sessions ?? [];
      if (session) edge.submit({ kind: "operator", session: session.id, operator: OPERATOR.name });
    },
    checkFaults() {
      if (faults.length > 0) throw faults[0];
    },
  };
}

interface EdgeParts
  extends Pick<EdgeContext, "accounts" | "clock" | "delivery" | "fault" | "findMessage" | "submit"> {
  readonly rules: RuleSettings;
}

function composeEdge({
  clock,
  rules,
  delivery,
  accounts,
  fault,
  findMessage,
  submit,
}: EdgeParts): EdgeContext {
  const encoding = new PlainEncoding();
  const ircEncoding = new IrcEncoding({ language: "en", historyId: "test" });
  let lastSession = 0;
  return {
    clock,
    deadlines: new Deadlines(clock, fault),
    delivery,
    disk: PROMPT_DISK,
    encoding,
    ircEncoding,
    fault,
    submit,
    nextSession: () => ++lastSession,
    tick: new Tick(clock, () => {
      encoding.reset();
      ircEncoding.reset();
    }),
    queueTotal: { bytes: 0 },
    historyId: "test",
    accounts,
    findMessage,
    browsers: new RecentHosts(BROWSER_SILENCE_MS),
    http: new HttpService({
      clock,
      site: { allowedHosts: [], allowedOrigins: [], isReady: () => true },
      fault,
    }),
    gatekeeper: {
      verifyOperator: async (name, password) =>
        name === OPERATOR.name && password === OPERATOR.password ? name : undefined,
      allowsGateway: (_address, password) => password === OPERATOR.password,
      allowsProxy: () => false,
    },
    settings: {
      version: rules.version,
      language: "en",
      channel: rules.defaultChannel,
      welcome: "",
      serverName: rules.serverName,
      echo: false,
      messageBytesMax: 4096,
      connectionsMax: 1_000,
      accounts: rules.accounts,
      hasRelays: rules.hasRelays,
    },
  };
}
