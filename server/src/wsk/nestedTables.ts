/** Client dispatch tables that are a part of something larger: an element of an array, a member of a structure. */
import type { Region, Regions } from '../flow/regions';
import type { Type } from '../flow/types';
import { model, type DispatchTable } from '../model';

export interface NestedTable {
  readonly table: DispatchTable;
  readonly region: Region;
}

/** Elements of one array that are looked at. */
const MAX_ELEMENTS = 32;
const MAX_DEPTH = 4;

/** The tables inside of the region, without the region itself. */
export function tablesInside(region: Region, type: Type, regions: Regions, depth = 0): readonly NestedTable[] {
  if (depth > MAX_DEPTH) return [];
  const part = (inner: Region, of: Type): readonly NestedTable[] => {
    const table = model.tables.get(of.name);
    return table?.side === 'client' ? [{ table, region: inner }] : tablesInside(inner, of, regions, depth + 1);
  };
  if (type.t === 'array') {
    const { element, count } = type;
    if (element.t !== 'record' && element.t !== 'array') return [];
    return Array.from({ length: Math.min(count ?? 1, MAX_ELEMENTS) }, (_, i) => i).flatMap((i) =>
      part(regions.element(region, i, element), element),
    );
  }
  if (type.t !== 'record') return [];
  return type.fields.flatMap((field) => {
    const inner = field.type();
    if (inner.t !== 'record' && inner.t !== 'array') return [];
    return part(regions.field(region, field.name, inner), inner);
  });
}
