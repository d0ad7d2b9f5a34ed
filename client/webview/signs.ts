// One shape for each state: no two look alike without colour.

import type { CallbackState } from '../src/map/maps';

const SVG = 'http://www.w3.org/2000/svg';

const SHAPES: Readonly<
  Record<CallbackState, readonly (readonly [name: string, attributes: Record<string, string>])[]>
> = {
  static: [['rect', { class: 'filled', x: '2', y: '2', width: '12', height: '12' }]],
  enabled: [['circle', { class: 'filled', cx: '8', cy: '8', r: '6' }]],
  inherited: [
    ['circle', { class: 'outline', cx: '8', cy: '8', r: '6' }],
    ['path', { class: 'filled', d: 'M8 2a6 6 0 0 1 0 12z' }],
  ],
  conditional: [['path', { class: 'filled', d: 'M8 1l7 7l-7 7l-7-7z' }]],
  never: [['circle', { class: 'outline', cx: '8', cy: '8', r: '6' }]],
  unknown: [['circle', { class: 'outline dashed', cx: '8', cy: '8', r: '6' }]],
};

/** The word beside it says the same: screen readers pass it over. */
export function drawSign(state: CallbackState): SVGElement {
  const sign = document.createElementNS(SVG, 'svg');
  const attributes = { class: `sign ${state}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' };
  for (const [key, value] of Object.entries(attributes)) sign.setAttribute(key, value);
  for (const [name, values] of SHAPES[state]) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(values)) shape.setAttribute(key, value);
    sign.append(shape);
  }
  return sign;
}
