import { isTranslated } from './simulate/path.ts';
import { engineOf, hypervisorValuesOf, kernelOf, type StackNode } from './stack.ts';

/** Which layers make work dearer on its way down, each with its part: what `simulate/path.ts` multiplies, taken apart to be told. */

export type TaxKey = 'cpuTax' | 'diskOpTax' | 'netOpTax';

export interface Toll {
  readonly node: StackNode;
  /** How many thousandths of the work are left to do below. */
  readonly thousandths: number;
}

function tollOfVm(vm: StackNode, key: TaxKey): number {
  // A device that is handed through is reached without the hypervisor.
  if (key !== 'cpuTax' && vm.build.passthrough === true) return 1000;
  const values = hypervisorValuesOf(vm.hypervisor!);
  return key === 'cpuTax' && isTranslated(vm) ? (values.cpuTax * values.translatedCpuTax) / 1000 : values[key];
}

/** The layers under a node's own work that tax it, the highest first. A VM's toll is its maker's. */
export function tollsUnder(node: StackNode, key: TaxKey): Toll[] {
  const tolls: Toll[] = [];
  const add = (payee: StackNode, thousandths: number): void => {
    if (thousandths !== 1000) tolls.push({ node: payee, thousandths });
  };
  // What a kernel or a VM does by itself it does on top of itself, as its guests will.
  let layer: StackNode | null = node.kind === 'kernel' || node.kind === 'vm' ? node : node.parent;
  if (node.engine !== null) {
    add(node.engine, engineOf(node.engine).values[key]);
    layer = node.engine.hiddenKernel ?? node.engine.kernel;
  }
  while (layer !== null) {
    if (layer.kind === 'kernel') add(layer, kernelOf(layer).values[key]);
    if (layer.kind === 'vm') add(layer.hypervisor!, tollOfVm(layer, key));
    layer = layer.kind === 'vm' ? layer.hypervisor : layer.parent;
  }
  return tolls;
}
