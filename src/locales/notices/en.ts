/** What NickServ and ChanServ say. Bots look for some of these words ("created", "identified"). */
export const en = {
  "account-created": "Account created: {0} is yours.",
  "account-dropped": "Account {0} is no more.",
  "account-exists": "The name {0} is taken. Choose another.",
  "account-full": "There are as many accounts as this server takes. Ask an operator.",
  "account-info": "{0}, registered {1}.",
  "account-must-be-nick": "An account is called as you are: take the nick {0} first.",
  "account-unknown": "There is no account {0}.",
  "already-logged-in": "You are logged in already.",
  "bad-account-name": "{0} cannot be the name of an account.",
  "cannot-store":
    "This could not be stored, so nothing was changed. Try again later, or tell who runs the server.",
  "confirm-drop": "This takes the account {0} and its name away for ever. To do it: DROP {0} {1}",
  "invalid-email": "An e-mail address is needed, such as name@example.org.",
  "login-busy": "Too many passwords were tried. Wait a minute and try again.",
  "login-failed": "Wrong name or password.",
  "logged-in": "You are now identified for {0}.",
  "logged-out": "You are logged out.",
  "need-nick": "Take a nick first.",
  "not-logged-in": "You are not logged in.",
  "password-changed": "The password of {0} is changed.",
  "password-unusable": "This cannot be a password: it is empty, too long, or has control characters.",
  "registration-closed": "Accounts are made by the operators of this server.",
  "settings-changed": "The settings of {0} are changed.",
  "too-many-devices": "Too many devices are logged in with this account. Log out on one of them.",
} as const;

export type NoticeTexts = Readonly<Record<keyof typeof en, string>>;
