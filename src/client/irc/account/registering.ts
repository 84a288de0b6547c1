/** An account is asked for, and the server's answer waited for. https://ircv3.net/specs/extensions/account-registration */
import type { Incoming } from "../incoming.ts";

export type RegisterResult =
  | { readonly kind: "registered"; readonly account: string }
  /** It has been said why; or a mail has been sent with a code. */
  | { readonly kind: "told"; readonly isRefusal: boolean }
  | { readonly kind: "unanswered" | "gone" };

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
    if (command === "REGISTER" && first === "VERIFICATION_REQUIRED") this.#told(false);
    if (command === "FAIL" && first === "REGISTER") this.#told(true);
    // Unknown, incomplete, or too long: what it is about comes second, where a numeric names it.
    if (/^4(?:17|21|51|61)$/.test(command)) this.#told(true);
  }

  end(result: RegisterResult): void {
    this.#result.resolve(result);
  }

  #told(isRefusal: boolean): void {
    this.end({ kind: "told", isRefusal });
  }
}
