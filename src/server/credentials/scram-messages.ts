/** The client's two messages of SCRAM, taken apart. https://www.rfc-editor.org/rfc/rfc5802#section-7 */

export interface ClientFirst {
  /** `n,,`: the channel is not bound. It comes again in the last message. */
  readonly gs2Header: string;
  /** As whom to act; undefined for as oneself. */
  readonly authzid: string | undefined;
  readonly name: string;
  readonly nonce: string;
  /** The part that is signed. */
  readonly bare: string;
}

export interface ClientFinal {
  /** Base64 of what the GS2 header was, if nobody changed it on the way. */
  readonly channelBinding: string;
  /** The client's, and the server's behind it. */
  readonly nonce: string;
  /** Base64 of 32 bytes. */
  readonly proof: string;
  /** The part that is signed. */
  readonly withoutProof: string;
}

// `p=…` would bind the channel to TLS. `m=…` would be something a server must understand, and there is nothing yet.
const NAME = "(?:[^,=\\0]|=2[Cc]|=3[Dd])+";
const EXTENSIONS = "(?:,(?!m=)[A-Za-z]=[^,\\0]+)*";
const CLIENT_FIRST = new RegExp(
  `^(?<header>[ny],(?:a=(?<authzid>${NAME}))?,)(?<bare>n=(?<name>${NAME}),r=(?<nonce>[!-+\\--~]+)${EXTENSIONS})$`,
  "u",
);
const CLIENT_FINAL = new RegExp(
  `^(?<rest>c=(?<binding>[A-Za-z0-9+/=]+),r=(?<nonce>[!-+\\--~]+)${EXTENSIONS}),p=(?<proof>[A-Za-z0-9+/]{43}=)$`,
  "u",
);

/** @returns undefined for what is none, or asks for what is not offered. */
export function parseClientFirst(text: string): ClientFirst | undefined {
  const groups = CLIENT_FIRST.exec(text)?.groups;
  if (!groups) return undefined;
  const { header = "", authzid, bare = "", name = "", nonce = "" } = groups;
  return {
    gs2Header: header,
    authzid: authzid === undefined ? undefined : decodeName(authzid),
    name: decodeName(name),
    nonce,
    bare,
  };
}

/** @returns undefined for what is none. */
export function parseClientFinal(text: string): ClientFinal | undefined {
  const groups = CLIENT_FINAL.exec(text)?.groups;
  if (!groups) return undefined;
  const { rest = "", binding = "", nonce = "", proof = "" } = groups;
  return { channelBinding: binding, nonce, proof, withoutProof: rest };
}

function decodeName(name: string): string {
  return name.replace(/=(2[Cc]|3[Dd])/g, (_, code: string) => (code.startsWith("2") ? "," : "="));
}
