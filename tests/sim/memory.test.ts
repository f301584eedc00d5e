import { describe, expect, test } from 'vitest';
import { CATALOG, type HypervisorPart, type KernelPart } from '../../src/sim/index.ts';
import { levelFor, run, stack, work, type Layer } from '../support/stack.ts';

/** What kernels and VMs hold, to the KiB, worked out from the catalogue by hand. */

const WEB = work('web');
const GIB = 1024 * 1024;

/** Most memory that a node held, KiB. */
function heldKiB(layers: readonly Layer[], id: string): number {
  const build = stack(...layers, 'web');
  const ran = run(build, levelFor(build, [WEB]));
  return ran.world!.unitOf(ran.stack.byId.get(id)!).peakKiB;
}

const partOf = (id: string): unknown => CATALOG.parts.find((part) => part.id === id);
const kernelFigures = (id: string): KernelPart['figures'] => (partOf(id) as KernelPart).figures;
const makerFigures = (id: string): HypervisorPart['figures'] => (partOf(id) as HypervisorPart).figures;

describe('a kernel holds a base, a share of the RAM it manages, its services, and more from 4 GiB on', () => {
  test.each([
    ['kernel.linux', 1024],
    ['kernel.linux', 4095],
    ['kernel.linux', 4096],
    ['kernel.linux', 6000],
    ['kernel.linux-slim', 333],
    ['kernel.windows', 5000],
    ['kernel.minix', 777],
  ])('%s in %d MiB', (kernel, ramMiB) => {
    const { baseKiB, manageKiBPerGiB, servicesKiB, largeKiB } = kernelFigures(kernel);
    const managed = Math.ceil((manageKiBPerGiB.value * ramMiB) / 1024);
    const expected = baseKiB.value + managed + servicesKiB.value + (ramMiB >= 4096 ? largeKiB.value : 0);
    const vm = { part: 'vm', ramMiB, diskMiB: 20_480 };
    expect(heldKiB(['machine.desktop', 'kernel.linux', 'hypervisor.kvm', vm, { part: kernel, id: 'guest' }], 'guest')).toBe(expected);
  });
});

describe('a VM holds its allocation and what the hypervisor keeps for it', () => {
  const makers = CATALOG.parts.filter((part) => part.kind === 'hypervisor');
  test.each(makers.flatMap(({ id, type }) => [[id, type, 1000, 1] as const, [id, type, 2048, 4] as const]))(
    '%s (%s): %d MiB, %d processors',
    (maker, type, ramMiB, cpus) => {
      const { vmKiB, vmKiBPerCpu, vmKiBPerGiB } = makerFigures(maker);
      const expected = ramMiB * 1024 + vmKiB.value + vmKiBPerCpu.value * cpus + Math.ceil((vmKiBPerGiB.value * ramMiB * 1024) / GIB);
      const below: Layer[] = type === 'type1' ? ['machine.server', maker] : ['machine.server', 'kernel.linux', maker];
      expect(heldKiB([...below, { part: 'vm', ramMiB, cpus, id: 'it' }, 'kernel.linux-slim'], 'it')).toBe(expected);
    },
  );
});
