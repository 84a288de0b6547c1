/** The casemapping `ascii`, said once more. https://modern.ircdocs.horse/#casemapping-parameter */
export function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
