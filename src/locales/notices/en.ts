/** What NickServ and ChanServ say. Bots look for some of these words ("created", "identified"). */
import { chanservEn } from "./chanserv-en.ts";
import { moderationEn } from "./moderation-en.ts";

export const en = {
  ...moderationEn,
  ...chanservEn,
  "account-busy": "{0} is just being changed on another device. Try again.",
  "account-created": "Account created: {0} is yours.",
  "account-dropped": "Account {0} is no more.",
  "account-erased": "Account {0} is no more, nor is anything that was said with it.",
  "account-exists": "The name {0} is taken. Choose another.",
  "account-full": "There are as many accounts as this server takes. Ask an operator.",
  "account-info": "{0}, registered {1}.",
  "account-must-be-nick": "An account is called as you are: take the nick {0} first.",
  "account-often": "Too many accounts were made from your address. Try again in an hour, or ask an operator.",
  "account-unknown": "There is no account {0}.",
  "already-logged-in": "You are logged in already.",
  "bad-account-name": "{0} cannot be the name of an account.",
  "cannot-store":
    "This could not be stored, so nothing was changed. Try again later, or tell who runs the server.",
  "confirm-drop": "This takes the account {0} and its name away for ever. To do it: DROP {0} {1}",
  "confirm-erase":
    "This takes the account {0} and its name away for ever, and everything ever said with it. To do it: ERASE {0} {1}",
  "confirm-erase-guest": "This takes away everything you have said since you came. To do it: ERASE {0}",
  "export-busy": "Too many people take their copies now. Try again in some minutes.",
  "export-link":
    "Everything that is kept of you, for {1} minutes and only once: {0} Whoever has this link can read it.",
  "export-path":
    "Everything that is kept of you is on this server's web page under {0} for {1} minutes, and only once. Whoever has this path can read it.",
  "words-erased": "Everything you had said since you came is gone.",
  "export-running": "Your last copy is still on its way. Try again when you have it.",
  "invalid-email": "An e-mail address is needed, such as name@example.org.",
  "login-busy": "Too many passwords were tried. Wait a minute and try again.",
  "login-failed": "Wrong name or password.",
  "logged-in": "You are now identified for {0}.",
  "logged-out": "You are logged out.",
  "need-nick": "Take a nick first: /nick NAME",
  "not-logged-in": "You are not logged in.",
  "password-changed": "The password of {0} is changed.",
  "password-unusable":
    "This cannot be a password: it is empty, longer than 300 bytes, or has characters such as controls and emoji.",
  "registration-closed": "Accounts are made by the operators of this server.",
  "settings-changed": "The settings of {0} are changed.",
  "too-many-devices": "Too many devices are logged in with this account. Log out on one of them.",
  "account-email": "Its e-mail address is {0}.",
  "nick-status": "STATUS {0} {1}",
  "not-yours": "{0} is not yours.",
  reclaimed: "You are {0} again.",
  "unknown-subcommand": "{1} knows no {0}. Ask it for HELP.",
  "usage-IDENTIFY": "To log in: IDENTIFY <account> <password>",
  "usage-PASSWD": "To change your password: PASSWD <old password> <new password>",
  "usage-REGISTER": "To make an account of your name: REGISTER <password> [<e-mail>]",
  "usage-SAREGISTER": "To make an account for somebody: SAREGISTER <account> <password>",
  "usage-SET": "To change a setting: SET ALWAYS-ON <on|off>",
  "help-nickserv": "NickServ keeps names: what is registered belongs to one person. It knows:",
  "help-nickserv-REGISTER": "REGISTER <password> [<e-mail>]: make an account of the name you have now.",
  "help-nickserv-IDENTIFY": "IDENTIFY [<account>] <password>: log in.",
  "help-nickserv-LOGOUT": "LOGOUT: be a guest again, on this device.",
  "help-nickserv-PASSWD": "PASSWD <old password> <new password>: change your password.",
  "help-nickserv-INFO": "INFO [<account>]: whose a name is, and since when.",
  "help-nickserv-RECLAIM": "RECLAIM: take your name back from whoever has it.",
  "help-nickserv-SET":
    "SET ALWAYS-ON <on|off>: stay in your rooms while you are away, with what is said there waiting for you.",
  "help-nickserv-EXPORT": "EXPORT: a copy of all that is kept of you and your account, as a file.",
  "help-nickserv-DROP":
    "DROP [<account>]: take the account and its name away for ever; what it has said stays. You are asked once more.",
  "help-nickserv-ERASE":
    "ERASE [<account>]: the same, and everything it has ever said goes along; without an account, what you have said since you came. You are asked once more.",
} as const;

export type NoticeTexts = Readonly<Record<keyof typeof en, string>>;
