/** The words somebody gave with what they did. */
import { withoutFormatting } from "../../../protocol/formatting.ts";

export function withReason(sentence: string, reason: string): string {
  const text = withoutFormatting(reason);
  return text === "" ? sentence : `${sentence} (${text})`;
}
