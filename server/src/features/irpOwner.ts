/** Whose IRP a WSK call is given: one that the driver allocated, or one that the I/O manager sent to a dispatch routine. */
import type { CallFact } from '../wsk/facts';

export type IrpOwner = 'own' | 'passed';

/** Undefined: not known. */
export function irpOwner({ irp, root }: CallFact): IrpOwner | undefined {
  if (!irp) return undefined;
  if (irp.ghost.own === true) return 'own';
  const isParameter = irp.value.k === 'symbol' && irp.value.symbol.tag === 'param:1';
  const device = root.fn.decl.params?.[0]?.type.base;
  const isDispatch = device === 'PDEVICE_OBJECT' || device === 'DEVICE_OBJECT';
  return irp.ghost.own === false || (isParameter && isDispatch && !root.isCompletion) ? 'passed' : undefined;
}
