/** Telnet's commands, taken out of the text around them. https://www.rfc-editor.org/rfc/rfc854 */

const IAC = 0xff;
const SB = 0xfa;
const SE = 0xf0;
const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

type State = "text" | "command" | "option" | "subnegotiation" | "subnegotiation-command";

/** Remembers where in a command the last chunk ended. */
export class TelnetFilter {
  #state: State = "text";
  #previous = 0;

  /**
   * @returns the text among the bytes: the very same array where there is nothing to take out. Telnet's line end CR NUL
   *   becomes LF; other NULs are dropped. Byte 255 is in neither UTF-8 nor gb18030 text, so nothing is lost.
   */
  filter(bytes: Uint8Array): Uint8Array {
    const isOnlyText = this.#state === "text" && !bytes.includes(IAC) && !bytes.includes(NUL);
    if (isOnlyText) {
      this.#previous = bytes[bytes.length - 1] ?? this.#previous;
      return bytes;
    }
    const text = new Uint8Array(bytes.length);
    let length = 0;
    for (const byte of bytes) {
      if (this.#state !== "text" || byte === IAC) this.#command(byte);
      else if (byte !== NUL) text[length++] = byte;
      else if (this.#previous === CR) text[length++] = LF;
      this.#previous = byte;
    }
    return text.subarray(0, length);
  }

  #command(byte: number): void {
    switch (this.#state) {
      case "text":
        this.#state = "command";
        return;
      case "command":
        // WILL, WONT, DO and DONT (251–254) are followed by an option.
        if (byte === SB) this.#state = "subnegotiation";
        else this.#state = byte > SB && byte < IAC ? "option" : "text";
        return;
      case "option":
        this.#state = "text";
        return;
      case "subnegotiation":
        if (byte === IAC) this.#state = "subnegotiation-command";
        return;
      case "subnegotiation-command":
        this.#state = byte === SE ? "text" : "subnegotiation";
        return;
    }
  }
}
