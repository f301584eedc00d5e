import { metricValue } from '../../lang/index.ts';
import type { MetricKey } from '../../sim/index.ts';
import { make } from './dom.ts';

function makeGauge(value: number, reference: number | undefined): HTMLElement {
  const most = Math.max(value, reference ?? 0, 1);
  return make(
    'dd',
    {
      class: `gauge${reference !== undefined && value > reference ? ' is-worse' : ''}`,
      attrs: { 'aria-hidden': 'true' },
      vars: { value: value / most, reference: (reference ?? 0) / most },
    },
    make('span', { class: 'gauge-value' }),
    reference === undefined ? null : make('span', { class: 'gauge-mark' }),
  );
}

/** What a run came to in one metric, beside the reference. */
export function makeScored(key: MetricKey, value: number | null, reference: number | undefined, notes: readonly string[]): HTMLElement[] {
  return [
    make('dd', {}, metricValue(key, value)),
    makeGauge(value ?? 0, reference),
    make('dd', { class: 'score-note' }, notes.join(' · ')),
  ];
}
