// Arrow keys go from cell to cell, Tab from link to link, Enter goes to the code.

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

function isDirection(key: string): key is Direction {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(key);
}

function buttonsOf(cell: Element): HTMLButtonElement[] {
  return [...cell.querySelectorAll('button')];
}

/** The next cell in the row that has something to go to. */
function beside(cell: HTMLTableCellElement, step: 1 | -1): HTMLButtonElement | undefined {
  const cells = [...(cell.parentElement?.children ?? [])];
  for (let index = cells.indexOf(cell) + step; index >= 0 && index < cells.length; index += step) {
    const next = cells[index];
    const [button] = next ? buttonsOf(next) : [];
    if (button) return button;
  }
  return undefined;
}

/** The next row; in it the cell of the same column, else the table itself. */
function below(cell: HTMLTableCellElement, step: 1 | -1): HTMLButtonElement | undefined {
  const row = cell.parentElement;
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  if (!next) return undefined;
  const same = next.children[cell.cellIndex];
  const own = same ? buttonsOf(same) : [];
  const first = next.children[0] ? buttonsOf(next.children[0]) : [];
  return (step > 0 ? own[0] : own.at(-1)) ?? first[0];
}

export function moveByArrow(event: KeyboardEvent): void {
  const { key, target } = event;
  if (!isDirection(key) || !(target instanceof HTMLButtonElement)) return;
  const cell = target.closest<HTMLTableCellElement>('td, th');
  if (!cell) return;
  const step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const vertical = key === 'ArrowUp' || key === 'ArrowDown';
  const own = buttonsOf(cell);
  const inside = vertical ? own[own.indexOf(target) + step] : undefined;
  const next = inside ?? (vertical ? below(cell, step) : beside(cell, step));
  event.preventDefault();
  next?.focus();
}
