/** Everything that reads strangers' bytes. */
import type { Target } from "./target.ts";
import { ACCOUNTS } from "./targets/accounts.ts";
import { FRAMERS } from "./targets/framers.ts";
import { PARSERS } from "./targets/parsers.ts";
import { WHOLE } from "./targets/whole.ts";

export const TARGETS: readonly Target[] = [...FRAMERS, ...PARSERS, ...ACCOUNTS, ...WHOLE];
