import { expect, test } from 'vitest';
import { resolve } from '../../src/sim/resolve.ts';
import { CATALOG, tollsUnder, type StackNode } from '../../src/sim/index.ts';
import { Paths, type Path } from '../../src/sim/simulate/path.ts';
import { buildOf, levelFor, stack, work } from '../support/stack.ts';

/** What is told of layers is what the engine multiplies. */

const KINDS = [
  ['cpuTax', 'cpu'],
  ['diskOpTax', 'diskOpUs'],
  ['netOpTax', 'netOpUs'],
] as const;

const LINUX = 'kernel.linux';
const BUILDS = {
  bare: stack('machine.server', LINUX, 'job'),
  'type 1': stack('machine.server', 'hypervisor.xen', 'vm', LINUX, 'job'),
  'type 2': stack('machine.desktop', LINUX, 'hypervisor.virtualbox', 'vm', LINUX, 'job'),
  translated: stack('machine.old-pc', LINUX, 'hypervisor.virtualbox', 'vm', LINUX, 'job'),
  'passed through': stack('machine.server', 'hypervisor.xen', { part: 'vm', passthrough: true }, LINUX, 'job'),
  nested: stack('machine.server', 'hypervisor.xen', { part: 'vm', nested: true }, LINUX, 'hypervisor.kvm', 'vm', 'kernel.minix', 'job'),
  sandbox: stack('machine.server', 'hypervisor.xen', 'vm', LINUX, 'engine.gvisor', 'runtime.jvm', 'job'),
  hidden: stack('machine.laptop', 'kernel.windows', 'engine.docker-desktop', 'job'),
};

test.each(Object.entries(BUILDS))('the layers are multiplied: %s', (_name, build) => {
  const { nodes } = resolve(buildOf(build.nodes), levelFor(build, [work('job')]), CATALOG);
  const paths = new Paths(nodes.length);
  const bare = paths.on(nodes.find(({ kind }) => kind === 'machine')!).path;
  const own = (node: StackNode): Path => (node.kind === 'kernel' || node.kind === 'vm' ? paths.on(node) : paths.of(node)).path;
  for (const node of nodes)
    for (const [tax, price] of KINDS) {
      const product = tollsUnder(node, tax).reduce((all, { thousandths }) => (all * thousandths) / 1000, 1);
      expect(product, `${node.id} ${tax}`).toBeCloseTo(own(node)[price] / bare[price], 9);
    }
});
