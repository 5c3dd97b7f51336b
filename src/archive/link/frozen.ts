import type { Report } from '../../model/report.ts';

/** Reports by every key that they have, in their order; frozen. */
export function groupBy<Key>(
  reports: readonly Report[],
  keysOf: (report: Report) => readonly Key[],
): ReadonlyMap<Key, readonly Report[]> {
  const groups = new Map<Key, Report[]>();
  for (const report of reports) {
    for (const key of keysOf(report)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [report]);
      else group.push(report);
    }
  }
  for (const group of groups.values()) Object.freeze(group);
  return frozenMap(groups);
}

/** Object.freeze does not hold a Map; this does. */
export function frozenMap<Key, Value>(map: Map<Key, Value>): ReadonlyMap<Key, Value> {
  const refuse = (): never => {
    throw new TypeError('The archive is frozen');
  };
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
