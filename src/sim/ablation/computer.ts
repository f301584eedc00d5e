import { figure, neutral } from '../catalog/figure.ts';
import { ablation, changed, withFigures } from './change.ts';
import { NO_BOOT } from './free.ts';
import { onAllSystems } from './forms.ts';

/** The computer and its kernel: C01 to C10. */

/** A MiB then takes a millionth of a µs. */
const BOUNDLESS = figure(1_000_000_000_000, 'illustrative');

export const COMPUTER = [
  ablation('C01', 'free-devices', {
    parts: ({ parts }) =>
      changed(parts, 'machine', (part) =>
        withFigures(part, { diskMiBPerS: BOUNDLESS, diskOpUs: neutral(0), netMiBPerS: BOUNDLESS, netOpNs: neutral(0) }),
      ),
  }),
  ablation('C02', 'programs-on-hardware', {
    parts: ({ parts }) => {
      const onMachines = changed(parts, 'machine', (part) => ({ ...part, runs: 'native' }));
      return changed(onMachines, 'vm', (part) => ({ ...part, runs: 'native' }));
    },
  }),
  ablation('C03', 'start-along', { parts: ({ parts }) => changed(parts, 'kernel', (part) => ({ ...part, starts: 'along' })) }),
  ablation('C04', 'instant-kernels', { parts: ({ parts }) => changed(parts, 'kernel', (part) => withFigures(part, NO_BOOT)) }),
  ablation('C05', 'any-kernel', { level: onAllSystems('native') }),
  ablation('C06', 'free-calls', {
    parts: ({ parts }) => changed(parts, 'kernel', (part) => withFigures(part, { syscallNs: neutral(0) })),
  }),
  ablation('C07', 'all-monolithic', {
    parts: ({ parts }) => changed(parts, 'kernel', (part) => (part.design === 'micro' ? { ...part, design: 'monolithic' } : part)),
  }),
  ablation('C09', 'unmanaged-memory', {
    parts: ({ parts }) => {
      const unchecked = changed(parts, 'machine', (part) => withFigures(part, { memoryCheckMsPerGiB: neutral(0) }));
      const unmanaged = { initUsPerGiB: neutral(0), manageKiBPerGiB: neutral(0), largeKiB: neutral(0) };
      return changed(unchecked, 'kernel', (part) => withFigures(part, unmanaged));
    },
  }),
  ablation('C10', 'unprotected', { parts: ({ parts }) => changed(parts, 'kernel', (part) => ({ ...part, protects: false })) }),
] as const;
