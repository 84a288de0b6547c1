/** Does what slash commands returned. */
import { formatIrcLine } from "../../protocol/irc-line.ts";
import { performAccount } from "./account/perform.ts";
import type { Action } from "./commands/action.ts";
import { helpText } from "./commands/table.ts";
import { KEY_TAG } from "./history/in-flight.ts";
import { messagesOf } from "./messages-of.ts";
import type { Talk } from "./talk.ts";

type Performers = {
  readonly [Kind in Action["kind"]]: (
    action: Extract<Action, { kind: Kind }>,
    talk: Talk,
  ) => void | Promise<void>;
};

const PERFORMERS: Performers = {
  send: ({ command, params, tags }, { session }) =>
    session.send({ line: formatIrcLine({ command, params }), ...(tags && { tags }) }),
  raw: ({ line }, { session }) => session.send({ line }),
  speak: ({ utterance }, talk) => {
    for (const message of messagesOf(utterance, talk.session.state)) {
      talk.session.send({ ...message, tags: { ...utterance.tags, ...keyTag(talk) } });
    }
    talk.confirmSoon();
  },
  tell: ({ key, word = "" }, { stay }) => stay.notice(key, { word }),
  refuse: ({ key, word = "" }, { stay, farewell }) => {
    farewell.refused();
    stay.notice(key, { word });
  },
  target: ({ target }, talk) => {
    talk.target = target;
  },
  ignore: ({ nick }, { stay, ignored }) => {
    if (ignored.add(nick)) stay.notice("ircIgnoring", { word: nick });
    else stay.notice("ircIgnoreFull");
  },
  unignore: ({ nick }, { stay, ignored }) => {
    ignored.delete(nick);
    stay.notice("ircNotIgnoring", { word: nick });
  },
  ignored: (_, { stay, ignored }) => {
    if (ignored.names.length === 0) stay.notice("ircIgnoringNobody");
    else stay.notice("ircIgnored", { word: ignored.names.join(", ") });
  },
  language: ({ language }, { stay, session }) => {
    stay.chooseLanguage(language);
    if (session.state.capabilities.speaks(language)) session.sendNow("LANGUAGE", language);
    stay.notice("ircLanguage");
  },
  oper: ({ name }, talk) => becomeOperator(name, talk),
  login: performAccount,
  register: performAccount,
  logout: performAccount,
  password: performAccount,
  service: performAccount,
  leave: ({ reason }, talk) => {
    talk.quitReason = reason;
    talk.stay.endInput();
  },
  reconnect: (_, { session, stay }) => {
    session.sendNow("QUIT");
    stay.drop();
  },
  clear: (_, { stay }) => stay.clear(),
  help: (_, { stay, context }) => stay.show(helpText(context).split("\n")),
};

/** @returns a promise where what is typed next has to wait. */
export function perform(action: Action, talk: Talk): void | Promise<void> {
  // Each performer takes the actions of its own kind; TypeScript cannot follow that through a table.
  const performer = PERFORMERS[action.kind] as (action: Action, talk: Talk) => void | Promise<void>;
  return performer(action, talk);
}

/** By this a server of ours knows a line that is sent again. */
function keyTag({ session, stay }: Talk): Readonly<Record<string, string>> {
  if (!session.state.features.isOurs) return {};
  return { [KEY_TAG]: Math.floor(stay.world.random() * Number.MAX_SAFE_INTEGER).toString(36) };
}

/** The password is asked for, or in the environment; it is never shown, and goes past what waits to be sent. */
async function becomeOperator(name: string, { stay, session, identity }: Talk): Promise<void> {
  const asked = await stay.askSecret(stay.say("ircOperAsk", { word: name }));
  const password = asked ?? identity.operPassword;
  if (password === undefined) stay.notice("ircOperNoWay");
  else if (session.isOver) stay.notice("refusedWhileLost", { word: `/oper ${name}` });
  else if (password !== "") session.sendNow("OPER", name, password);
}
