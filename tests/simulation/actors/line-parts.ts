/** Parts of an IRC line as its reader wants them. */

/** Of tags as they came, those that others have chosen. */
export function ownTags(tags = ""): string {
  return tags
    .split(";")
    .filter((tag) => tag.startsWith("+"))
    .join(";");
}

export function nickOf(source: string): string {
  const [nick = ""] = source.split("!", 1);
  return nick;
}
