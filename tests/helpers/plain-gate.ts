/** A gate that keeps passwords as they are: what is made of them is tested elsewhere. */
import type { AccountGate } from "../../src/network/account-gate.ts";
import type { Credential } from "../../src/protocol/credential.ts";

interface Known {
  readonly id: string;
  readonly credential: Credential;
}

/** @param named the account of this name. */
export function plainGate(named: (name: string) => Known | undefined = () => undefined): AccountGate {
  return {
    async checkPassword(name, password) {
      const known = named(name);
      if (known?.credential.storedKey !== password) return { kind: "wrong" };
      return { kind: "right", account: known.id, version: known.credential.version };
    },
    beginScram: () => undefined,
    async makeCredential(password) {
      if (password === "\u0001") return "unusable";
      return { version: 1, salt: "", iterations: 1, storedKey: password, serverKey: "" };
    },
  };
}
