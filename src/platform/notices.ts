/** The licence notices of everything that is inside the compiled program. */

/** Put in place by the build (`bun build --define`); a run from source has it not. */
declare const BUILD_NOTICES: string | undefined;

/** What `--licenses` prints. */
export function licenceNotices(): string {
  if (typeof BUILD_NOTICES === "string") return BUILD_NOTICES;
  return "Running from source: every package's licence is in its folder in node_modules.";
}
