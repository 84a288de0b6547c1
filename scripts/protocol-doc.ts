/** Writes docs/protocol.md from the tables the program runs on. `bun scripts/protocol-doc.ts`; a test holds the two together. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { protocolDocument } from "./protocol-doc/document.ts";

const ROOT = join(import.meta.dirname, "..");

writeFileSync(join(ROOT, "docs/protocol.md"), protocolDocument(ROOT));
