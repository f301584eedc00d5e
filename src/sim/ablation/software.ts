import { ablation, changed } from './change.ts';
import { onAllProcessors } from './forms.ts';

/** Software and what it needs: C38 to C40. */

export const SOFTWARE = [
  ablation('C38', 'one-system', {
    parts: ({ parts }) => changed(parts, 'runtime', (part) => ({ ...part, system: { os: 'linux', isa: 'x86-64' } })),
  }),
  ablation('C39', 'any-processor', { level: onAllProcessors }),
  ablation('C40', 'isolating-runtimes', { parts: ({ parts }) => changed(parts, 'runtime', (part) => ({ ...part, isolates: true })) }),
] as const;
