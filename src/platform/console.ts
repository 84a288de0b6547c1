/** Where the person is: a terminal (`terminal.ts`) or pipes (`input.ts`) behind one interface. */

export interface ConsoleHandlers {
  /** What was typed or piped in, in pieces; every finished line ends with a newline. At a terminal, a paste is one piece. */
  text(text: string): void;
  /** What of a typed line may stay on the screen and in the history of lines. */
  withoutSecret?(line: string): string;
  /** So many lines were pasted that they wait for Enter, or for ^C. Where nobody is to be asked, they go at once. */
  pasted?(lines: number): void;
  /** ^D, or the end of the piped input. */
  end(): void;
  /** ^C where there was no typed text to clear. */
  interrupt(): void;
  /** The output takes lines again. */
  drain(): void;
  /** Nobody reads the output any more. */
  broken(): void;
}

export interface LineConsole {
  /** Whether somebody sees notices and answers them. */
  readonly interactive: boolean;
  /**
   * Shows lines of the chat; they contain no control characters.
   * @returns whether there is room for more; if not, wait for `drain`.
   */
  print(lines: readonly string[]): boolean;
  /** Shows words of the program itself. */
  notice(text: string): void;
  /** Asks for one line that is neither shown nor kept: "" after ^C, undefined where nobody can be asked. */
  askSecret(prompt: string): Promise<string | undefined>;
  /** Stops reading input. What was read already still arrives. */
  pauseInput(): void;
  resumeInput(): void;
  /** Clears the screen, where there is one. */
  clear(): void;
  /** Gives the terminal back as it was; resolves when everything is written. */
  close(): Promise<void>;
}

export type OpenConsole = (handlers: ConsoleHandlers) => LineConsole;
