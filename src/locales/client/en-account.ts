/** What the client says about accounts, in English. */
export const enAccount = {
  slashLogin: "/login NAME [PASSWORD]        log in; without a password you are asked for it",
  slashRegister: "/register [NAME] [PASSWORD]   make an account, so that the name is yours",
  slashLogout: "/logout                       log out",
  slashPassword: "/password                     change the password of your account",

  usageBadAccount: '"{word}" cannot be the name of an account; it has no spaces',
  usagePasswordFile: "The password cannot be read from {word}",
  usageUdpAccount: "--account does not go with --udp: nobody logs in by datagrams",

  accountAsk: "Password of {word}: ",
  accountAskOld: "Your password until now: ",
  accountAskNew: "New password for {word}: ",
  accountAskAgain: "The same once more: ",
  accountDiffer: "Nothing was sent: these were two different passwords.",
  accountNoSpaces: "Not sent: a password with spaces cannot be changed here.",
  accountUnusable: "Nothing was sent: a password has at most {word} bytes.",
  accountNoWay:
    "Nobody can be asked for the password here. Set CHAT_PASSWORD in the environment, or name a file: --password-file FILE",
  accountRefused:
    "{where} refuses the login as {word}: name or password are wrong, or there were too many attempts.",
  accountUnanswered: "{where} has not answered to the login as {word}.",
  accountNotAnswered: "{where} has not answered; nobody knows whether the account is made.",
  accountNone: "{where} has no accounts; you cannot log in as {word} there.",
  accountNoMechanism: "{where} takes no login that this program knows (SCRAM-SHA-256, PLAIN).",
  accountStale: "The password of {word} has changed meanwhile; you are not logged in. /login {word}",
  accountFalseServer:
    "{where} could not prove that it knows the account {word}. Somebody may be pretending to be that server; the connection is closed.",
  accountPlain:
    "{where} takes passwords only as they are: where the connection is not encrypted, others on the network can read them.",
  accountNotLoggedIn: "You are not logged in. /login NAME",
  accountRegistered: "The account {0} is yours. Next time: chat-client HOST PORT --account {0}",
  accountVerify: "The server says: {last} To go on: /raw VERIFY {0} CODE",
  accountEmailNeeded: "Not sent, this server wants an e-mail address: /register NAME PASSWORD EMAIL",
  accountNameIsNick: "Not sent, here an account is called as you are. First: /nick {word}",
  accountReserved: "The name {word} belongs to an account. If it is yours: /login {word}",

  RPL_LOGGEDIN: "You are logged in as {1}.",
  RPL_LOGGEDOUT: "You are logged out.",
  ERR_NICKLOCKED: "You cannot use this account: {last}",
  ERR_SASLFAIL: "The login is refused: name or password are wrong, or there were too many attempts.",
  ERR_SASLTOOLONG: "The login was too long for the server.",
  ERR_SASLABORTED: "The login was given up.",
  ERR_SASLALREADY: "You are logged in already.",

  FAIL_ACCOUNT_EXISTS: "The name {0} is taken. Choose another one, or /login {0}",
  FAIL_ACCOUNT_NAME_MUST_BE_NICK: "Here an account is called as you are. First: /nick {0}",
  FAIL_ALREADY_AUTHENTICATED: "You are logged in already; /logout first.",
  FAIL_BAD_ACCOUNT_NAME: "No account can be called {0}.",
  FAIL_COMPLETE_CONNECTION_REQUIRED: "That can be done only when you are in.",
  FAIL_DISALLOWED: "This server makes no accounts; ask who runs it.",
  FAIL_INVALID_EMAIL: "The server wants an e-mail address that is one: /register NAME PASSWORD EMAIL",
  FAIL_NEED_NICK: "You need a name first: /nick NAME",
  FAIL_TEMPORARILY_UNAVAILABLE: "The server cannot do that now. Try again later.",
  FAIL_UNACCEPTABLE_EMAIL: "The server does not take this e-mail address.",
  FAIL_UNACCEPTABLE_PASSWORD: "The server does not take this password. Choose another one.",
  FAIL_WEAK_PASSWORD: "The password is too easy to guess. Choose another one.",
} as const satisfies Record<string, string>;
