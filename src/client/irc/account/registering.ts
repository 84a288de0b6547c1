/** An account is asked for, and the server's answer waited for. https://ircv3.net/specs/extensions/account-registration */
import type { Incoming } from "../incoming.ts";

export type RegisterResult =
  | { readonly kind: "registered"; readonly account: string }
  /** A mail has been sent with a code; or it has been said why not. */
  | { readonly kind: "pending" | "refused" }
  /** Nobody knows whether it is made. */
  | { readonly kind: "unanswered" };

/** What an account is asked for with. */
export interface Registering {
  /** `*` for the own nick. */
  readonly name: string;
  /** `*` for none. */
  readonly email: string;
  readonly password: string;
}

export class RegisterExchange {
  readonly #result = Promise.withResolvers<RegisterResult>();

  get result(): Promise<RegisterResult> {
    return this.#result.promise;
  }

  /** Reads a line of the server, which everybody else reads, too. */
  read({ command, params: [first = "", second = ""] }: Incoming): void {
    if (command === "REGISTER" && first === "SUCCESS") this.end({ kind: "registered", account: second });
    if (command === "REGISTER" && first === "VERIFICATION_REQUIRED") this.end({ kind: "pending" });
    if (command === "FAIL" && first === "REGISTER") this.end({ kind: "refused" });
    // Unknown, incomplete, or too long: what it is about comes second, where a numeric names it.
    if (/^4(?:17|21|51|61)$/.test(command)) this.end({ kind: "refused" });
  }

  end(result: RegisterResult): void {
    this.#result.resolve(result);
  }
}
