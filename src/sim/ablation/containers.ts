import { figure, neutral, type Figure } from '../catalog/figure.ts';
import type { KernelPart, Part } from '../catalog/part.ts';
import type { Level } from '../types.ts';
import { ablation, changed, withFigures, type PartOf } from './change.ts';
import { NO_BOOT, NOTHING } from './free.ts';
import { onAllSystems, withWorkloads } from './forms.ts';

/** Containers: C26 to C37. */

function sum(...figures: readonly Figure[]): Figure {
  return figure(
    figures.reduce((total, { value }) => total + value, 0),
    'illustrative',
  );
}

const inKiB = ({ value }: Figure): Figure => figure(value * 1024, 'illustrative');

function kernelOf(parts: readonly Part[], id: string): KernelPart | undefined {
  return parts.find((part): part is KernelPart => part.id === id && part.kind === 'kernel');
}

type Engine = PartOf<'engine'>;

/** Containers that boot a kernel of their own: memory, time and disk of the smallest there is. Some have one anyway. */
function withKernels(parts: readonly Part[]): readonly Part[] {
  const kernel = kernelOf(parts, 'kernel.linux-slim');
  if (kernel === undefined) return parts;
  const { baseKiB, servicesKiB, initCpuMs, servicesCpuMs, servicesWaitMs, diskMiB } = kernel.figures;
  const boot = (part: Engine): Engine => {
    const { containerKiB, containerCpuMs, containerWaitMs, writableKiB } = part.figures;
    return withFigures(part, {
      containerKiB: sum(containerKiB, baseKiB, servicesKiB),
      containerCpuMs: sum(containerCpuMs, initCpuMs, servicesCpuMs),
      containerWaitMs: sum(containerWaitMs, servicesWaitMs),
      writableKiB: sum(writableKiB, inKiB(diskMiB)),
    });
  };
  return changed(parts, 'engine', (part) => (part.sandbox === 'none' ? boot(part) : part));
}

/** Containers as heavy as a VM of the default size with a common kernel: memory set aside, and a boot. Some are VMs anyway. */
function withWeight(parts: readonly Part[]): readonly Part[] {
  const kernel = kernelOf(parts, 'kernel.linux');
  const vm = parts.find((part): part is PartOf<'vm'> => part.kind === 'vm');
  if (kernel === undefined || vm === undefined) return parts;
  const { initCpuMs, servicesCpuMs, servicesWaitMs } = kernel.figures;
  const weigh = (part: Engine): Engine => {
    const { containerKiB, containerCpuMs, containerWaitMs } = part.figures;
    return withFigures(part, {
      containerKiB: sum(containerKiB, inKiB(vm.figures.ramMiB)),
      containerCpuMs: sum(containerCpuMs, initCpuMs, servicesCpuMs),
      containerWaitMs: sum(containerWaitMs, servicesWaitMs),
    });
  };
  return changed(parts, 'engine', (part) => (part.sandbox === 'microvm' ? part : weigh(part)));
}

/** A kernel that is there without taking anything. */
function unseen(kernel: KernelPart): KernelPart {
  const nothing = neutral(0);
  const free = { ...NO_BOOT, baseKiB: nothing, manageKiBPerGiB: nothing, largeKiB: nothing, servicesKiB: nothing, diskMiB: nothing };
  return { ...withFigures(kernel, free), id: `${kernel.id}-unseen` };
}

/** What engines hide is still there, because Linux images need it, but takes nothing. */
function withNothingHidden(parts: readonly Part[]): readonly Part[] {
  const hidden = new Set(parts.flatMap((part) => (part.kind === 'engine' && part.hides !== undefined ? [part.hides.kernel] : [])));
  const kernels = [...hidden].map((id) => kernelOf(parts, id)).filter((kernel) => kernel !== undefined);
  const free = changed(parts, 'engine', (part) => {
    if (part.hides === undefined || !kernels.some(({ id }) => id === part.hides!.kernel)) return part;
    const hides = { ...part.hides, kernel: `${part.hides.kernel}-unseen`, hypervisor: NOTHING, memory: 'use', image: 'thin' } as const;
    return { ...part, hides };
  });
  return [...free, ...kernels.map(unseen)];
}

/** Setting up containers by hand is as quick as with Docker. */
function withQuickHands(parts: readonly Part[]): readonly Part[] {
  const docker = parts.find((part): part is Engine => part.id === 'engine.docker' && part.kind === 'engine');
  if (docker === undefined) return parts;
  const { effortMin, containerEffortMin } = docker.figures;
  return changed(parts, 'engine', (part) => (part.id === 'engine.lxc' ? withFigures(part, { effortMin, containerEffortMin }) : part));
}

/** What a container separates counts as what a VM does. */
function withEqualWalls(level: Level): Level {
  return { ...level, goals: level.goals.map((goal) => (goal.atLeast === 'vm' ? { ...goal, atLeast: 'container' } : goal)) };
}

export const CONTAINERS = [
  ablation('C26', 'kernel-each', { parts: ({ parts }) => withKernels(parts) }),
  ablation('C27', 'shared-files', { parts: ({ parts }) => changed(parts, 'engine', (part) => ({ ...part, view: 'kernel' })) }),
  ablation('C28', 'heavy-containers', { parts: ({ parts }) => withWeight(parts) }),
  ablation('C29', 'any-image', { level: onAllSystems('image') }),
  ablation('C30', 'nothing-hidden', { parts: ({ parts }) => withNothingHidden(parts) }),
  ablation('C31', 'equal-walls', { level: withEqualWalls }),
  ablation('C32', 'held-exploits', { parts: ({ parts }) => changed(parts, 'engine', (part) => ({ ...part, exploits: 'container' })) }),
  ablation('C33', 'no-meddling', { level: (level) => withWorkloads(level, (workload) => ({ ...workload, meddlesWithKernel: false })) }),
  ablation('C34', 'engines-on-machines', { parts: ({ parts }) => changed(parts, 'engine', (part) => ({ ...part, standsInVms: false })) }),
  ablation('C35', 'copied-images', { parts: ({ parts }) => changed(parts, 'engine', (part) => ({ ...part, images: 'copied' })) }),
  ablation('C36', 'quick-hands', { parts: ({ parts }) => withQuickHands(parts) }),
] as const;
