/** The product's version, as package.json has it: in greetings, discovery and `--version`. */
import manifest from "../../package.json" with { type: "json" };

export const VERSION: string = manifest.version;
