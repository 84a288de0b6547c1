/** One's account: logging in and out, making one, another password. */
import type { Context } from "../context.ts";
import { refuse, type SlashCommand, wordsOf } from "./action.ts";

const login: SlashCommand = {
  help: "slashLogin",
  run: (argument, { state }) => {
    const [name, ...rest] = argument.split(" ");
    if (!name) return undefined;
    if (!state.capabilities.has("sasl")) return [refuse("ircCannot", "/login")];
    return [{ kind: "login", name, password: rest.join(" ").trim() }];
  },
};

/** https://ircv3.net/specs/extensions/account-registration */
const register: SlashCommand = {
  help: "slashRegister",
  run: (argument, context) => {
    const [name = "*", password = "", email = "*", more] = wordsOf(argument);
    if (more !== undefined) return undefined;
    const { capabilities } = context.state;
    if (!capabilities.has("draft/account-registration")) return [refuse("ircCannot", "/register")];
    const wants = new Set(capabilities.valuesOf("draft/account-registration"));
    if (wants.has("email-required") && email === "*") return [refuse("accountEmailNeeded")];
    if (!wants.has("custom-account-name") && !isNick(name, context))
      return [refuse("accountNameIsNick", name)];
    return [{ kind: "register", name, password, email }];
  },
};

function isNick(name: string, { state }: Context): boolean {
  return name === "*" || state.isMe(name);
}

const logout: SlashCommand = { help: "slashLogout", run: () => [{ kind: "logout" }] };

const password: SlashCommand = {
  help: "slashPassword",
  run: (argument) => {
    const [old = "", wanted = "", more] = wordsOf(argument);
    return more === undefined ? [{ kind: "password", old, wanted }] : undefined;
  },
};

export const ACCOUNT = { login, register, logout, password } as const satisfies Record<string, SlashCommand>;
