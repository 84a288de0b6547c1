/** Finds out at the edge whether a password is right, and what the rules are to be asked then. */
import type { AccountWay } from "../protocol/account.ts";
import type { Entry } from "../protocol/effects.ts";
import type { NoticeName } from "../protocol/notices.ts";
import type { SecretRequest } from "../protocol/services.ts";
import type { AccountGate, Guesser } from "./account-gate.ts";

/** What the rules are asked, but for whose session it is. */
export type AccountOutcome =
  | Omit<Entry & { readonly kind: "login" }, "session">
  | Omit<Entry & { readonly kind: "register" }, "session">
  | Omit<Entry & { readonly kind: "password" }, "session">;

export type Resolved =
  | { readonly kind: "ask"; readonly entry: AccountOutcome }
  | { readonly kind: "refused"; readonly why: NoticeName };

export interface Resolving {
  readonly gate: AccountGate;
  readonly guesser: Guesser;
  readonly way: AccountWay;
}

const BUSY: Resolved = { kind: "refused", why: "login-busy" };
const UNUSABLE: Resolved = { kind: "refused", why: "password-unusable" };

/** Never rejects. */
export async function resolve(request: SecretRequest, resolving: Resolving): Promise<Resolved> {
  switch (request.kind) {
    case "login":
      return resolveLogin(request, resolving);
    case "register":
      return resolveRegister(request, resolving);
    case "password":
      return resolvePassword(request, resolving);
    case "unclear":
      return { kind: "refused", why: request.why };
  }
}

async function resolveLogin(
  { name, password }: SecretRequest & { readonly kind: "login" },
  { gate, guesser, way }: Resolving,
): Promise<Resolved> {
  const proof = await gate.checkPassword(name, password, guesser);
  if (proof.kind !== "right") return refusedProof(proof.kind);
  const { account, version } = proof;
  return { kind: "ask", entry: { kind: "login", account, version, way } };
}

async function resolveRegister(
  { name, email, password, isForAnother }: SecretRequest & { readonly kind: "register" },
  { gate, guesser, way }: Resolving,
): Promise<Resolved> {
  const credential = await gate.makeCredential(password, guesser);
  if (credential === "busy") return BUSY;
  if (credential === "unusable") return UNUSABLE;
  const entry = {
    kind: "register",
    name,
    credential,
    way,
    ...(email !== undefined && { email }),
    ...(isForAnother && { isForAnother }),
  } as const;
  return { kind: "ask", entry };
}

async function resolvePassword(
  { name, password, next }: SecretRequest & { readonly kind: "password" },
  { gate, guesser }: Resolving,
): Promise<Resolved> {
  const proof = await gate.checkPassword(name, password, guesser);
  if (proof.kind !== "right") return refusedProof(proof.kind);
  const credential = await gate.makeCredential(next, guesser);
  if (credential === "busy") return BUSY;
  if (credential === "unusable") return UNUSABLE;
  const { account, version } = proof;
  return { kind: "ask", entry: { kind: "password", account, version, credential } };
}

function refusedProof(kind: "wrong" | "busy"): Resolved {
  return kind === "busy" ? BUSY : { kind: "refused", why: "login-failed" };
}
