import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { Path } from './ast.ts';

/** What lies under these paths; elements of a list move together. */
export const projectItem = (item: Item, paths: readonly Path[] | undefined): Item => {
  if (!paths) return item;
  const projected = project({ M: item }, paths);
  return projected && 'M' in projected ? projected.M : {};
};

const project = (value: AttributeValue, paths: readonly Path[]): AttributeValue | undefined => {
  if (paths.some((path) => path.length === 0)) return value;
  const below = (step: string | number): Path[] =>
    paths.filter(([first]) => first === step).map((path) => path.slice(1));

  if ('M' in value) {
    const entries = Object.entries(value.M).flatMap(([name, inner]) => {
      const inside = below(name);
      const kept = inside.length > 0 ? project(inner, inside) : undefined;
      return kept ? [[name, kept] as const] : [];
    });
    return entries.length > 0 ? { M: Object.fromEntries(entries) } : undefined;
  }
  if ('L' in value) {
    const elements = value.L.flatMap((inner, index) => {
      const inside = below(index);
      const kept = inside.length > 0 ? project(inner, inside) : undefined;
      return kept ? [kept] : [];
    });
    return elements.length > 0 ? { L: elements } : undefined;
  }
  return undefined;
};
