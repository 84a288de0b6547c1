/** Replaces one method of ours for a while. */

/** Puts right again what was broken. */
export type Repair = () => void;

export function replace<Target, Name extends keyof Target>(
  target: Target,
  name: Name,
  make: (right: Target[Name]) => Target[Name],
): Repair {
  const right = target[name];
  target[name] = make(right);
  return () => {
    target[name] = right;
  };
}
