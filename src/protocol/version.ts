/** The product's version: in greetings, discovery and `--version`. A test keeps package.json's the same. */
export const VERSION = "0.1.0";
