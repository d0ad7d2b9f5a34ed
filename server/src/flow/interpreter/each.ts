/**
 * What a step makes of each of several things, in order. Mostly there is one of them, and its result is the whole: the
 * interpreter spends much of its time between such steps.
 */
export function fromEach<T extends object, R>(list: readonly T[], step: (one: T) => readonly R[]): readonly R[] {
  const [first] = list;
  if (first && list.length === 1) return step(first);
  const all: R[] = [];
  for (const one of list) for (const made of step(one)) all.push(made);
  return all;
}
