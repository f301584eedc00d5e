import { allows, engineOf, hypervisorOf, imageOsOf, kernelOf, runtimeOf, type StackNode } from '../stack.ts';
import { ISAS, type FormKind, type OsFamily, type Violation, type WorkloadSpec } from '../types.ts';
import { atMostShown, type Rule } from './rule.ts';

type Report = (violation: Violation) => void;

/** What a node stands on, for a message. */
function about(node: StackNode): { node: string; on: string } {
  return { node: node.id, on: node.on!.id };
}

function isHardware(node: StackNode): boolean {
  return node.kind === 'machine' || node.kind === 'vm';
}

/** A host operating system from the list; an empty list admits any kernel. */
function needsKernel(node: StackNode, hosts: readonly OsFamily[], report: Report): void {
  const on = node.on!;
  if (on.kind !== 'kernel') {
    report({ code: 'cannot-stand-here', ...about(node) });
    return;
  }
  const os = kernelOf(on).os;
  if (hosts.length > 0 && !hosts.includes(os)) report({ code: 'os-mismatch', ...about(node), expected: hosts, got: os });
}

/** Extensions of the hardware under the kernel, whichever kernel that is. */
function needsExtensions({ on, hardware, id }: StackNode, report: Report): void {
  if (on!.kind !== 'kernel' || hardware === null || hardware.extensions) return;
  report({ code: 'no-virtualization', node: id, on: on!.id, other: hardware.id });
}

/** Instruction sets are `''` above a machine that nobody knows. */
function standKernel(node: StackNode, report: Report): void {
  const on = node.on!;
  if (!isHardware(on)) report({ code: 'cannot-stand-here', ...about(node) });
  else if (on.isa !== '' && !allows(kernelOf(node).isas, on.isa))
    report({ code: 'isa-mismatch', ...about(node), expected: kernelOf(node).isas, got: on.isa });
}

function standHypervisor(node: StackNode, report: Report): void {
  const on = node.on!;
  const { type, hardware, isas, hosts } = hypervisorOf(node);
  if (type === 'type1') {
    if (!isHardware(on)) {
      report({ code: 'cannot-stand-here', ...about(node) });
      return;
    }
    if (!on.extensions) report({ code: 'no-virtualization', ...about(node) });
    if (on.kind === 'machine' && !hardware.includes(on.build.part!)) {
      report({ code: 'unsupported-hardware', ...about(node), expected: hardware, got: on.build.part! });
    } else if (on.kind === 'vm' && on.isa !== '' && !allows(isas, on.isa)) {
      // A VM imitates common hardware; what remains of the list is for which processors there are drivers and code.
      report({ code: 'unsupported-hardware', ...about(node), expected: isas, got: on.isa });
    }
    return;
  }
  needsKernel(node, hosts, report);
  if (type === 'module') needsExtensions(node, report);
}

function standVm(node: StackNode, report: Report): void {
  const on = node.on!;
  if (node.hidden) return;
  if (on.kind !== 'hypervisor') {
    report({ code: 'cannot-stand-here', ...about(node) });
    return;
  }
  const { isa } = node.build;
  const { type, guests } = hypervisorOf(on);
  if (isa === undefined || type === 'emulator' || guests === 'any' || !(ISAS as readonly string[]).includes(isa)) return;
  const own = on.hardware === null ? '' : on.hardware.isa;
  if (own !== '' && isa !== own) report({ code: 'isa-mismatch', ...about(node), expected: [isa], got: own });
}

function standEngine(node: StackNode, report: Report): void {
  needsKernel(node, engineOf(node).hosts, report);
  const { sandbox, hidden, standsInVms } = engineOf(node);
  if (standsInVms === false && node.on!.kind === 'kernel' && node.hardware?.kind === 'vm')
    report({ code: 'cannot-stand-here', ...about(node) });
  if (sandbox === 'microvm' || hidden !== undefined) needsExtensions(node, report);
}

function standRuntime(node: StackNode, report: Report): void {
  const on = node.on!;
  const { hosts, system } = runtimeOf(node);
  if (on.kind !== 'engine') needsKernel(node, system === undefined ? hosts : [system.os], report);
  if (system === undefined) return;
  const os = on.kind === 'engine' ? imageOsOf(on) : null;
  if (os !== null && os !== system.os) report({ code: 'os-mismatch', ...about(node), expected: [system.os], got: os });
  if (node.isa !== '' && node.isa !== system.isa) report({ code: 'isa-mismatch', ...about(node), expected: [system.isa], got: node.isa });
}

const FORM_HERE = { machine: 'bare', vm: 'bare', kernel: 'native', engine: 'image', runtime: 'bytecode' } as const;

/** Why none of a workload's forms fits a kind of place. */
type Misfit = Pick<Violation, 'code' | 'expected' | 'got'>;

function misfitOf(workload: WorkloadSpec, kind: FormKind | null, os: string | null, isa: string): Misfit {
  const forms = workload.forms.filter((candidate) => candidate.form === kind);
  if (forms.length === 0 || kind === 'bytecode') return { code: 'cannot-stand-here' };
  const systems = forms.map((form) => ('os' in form ? form.os : null));
  if (os !== null && !systems.includes(os)) {
    return { code: 'os-mismatch', expected: atMostShown(systems.filter((system) => system !== null)), got: os };
  }
  const fitting = forms.filter((_, index) => systems[index] === null || systems[index] === os);
  return { code: 'isa-mismatch', expected: atMostShown(fitting.flatMap((form) => ('isa' in form ? form.isa : []))), got: isa };
}

/** Misfits by workload and kind of place: thousands of instances may stand wrong in the same way, each with thousands of forms. */
class Misfits {
  private readonly found = new Map<WorkloadSpec, Map<string, Misfit>>();

  of(workload: WorkloadSpec, kind: FormKind | null, os: string | null, isa: string): Misfit {
    let own = this.found.get(workload);
    if (own === undefined) this.found.set(workload, (own = new Map()));
    const place = JSON.stringify([kind, os, isa]);
    let misfit = own.get(place);
    if (misfit === undefined) own.set(place, (misfit = misfitOf(workload, kind, os, isa)));
    return misfit;
  }
}

function standWorkload(node: StackNode, misfits: Misfits, report: Report): void {
  const on = node.on!;
  const kind = Object.hasOwn(FORM_HERE, on.kind) ? FORM_HERE[on.kind as keyof typeof FORM_HERE] : null;
  if (node.workload === null) {
    // Without a level nothing is known of it but where no workload can stand.
    if (kind === null) report({ code: 'cannot-stand-here', ...about(node) });
    return;
  }
  const os = on.kind === 'kernel' ? kernelOf(on).os : on.kind === 'engine' ? imageOsOf(on) : null;
  // Of an engine that has no kernel it is said that it cannot stand where it does.
  if (on.kind === 'engine' && os === null) return;
  const { code, ...why } = misfits.of(node.workload, kind, os, node.isa);
  if (code === 'isa-mismatch' && node.isa === '') return;
  report({ code, ...about(node), ...why, ...(code === 'cannot-stand-here' && { workload: node.workload.id }) });
}

/** What may stand on what. */
export const checkStanding: Rule = ({ stack }, report) => {
  const misfits = new Misfits();
  for (const node of stack.nodes) {
    // It stands as one of its forms; so do most nodes.
    if (node.form !== null) continue;
    if (node.kind === 'machine') {
      const { on } = node.build;
      if (on !== undefined) report({ code: stack.byId.has(on) ? 'cannot-stand-here' : 'missing-parent', node: node.id, on });
      continue;
    }
    // Below an unknown part nothing can be said.
    if (node.on === null || node.on.kind === 'unknown') continue;
    switch (node.kind) {
      case 'kernel':
        standKernel(node, report);
        break;
      case 'hypervisor':
        standHypervisor(node, report);
        break;
      case 'vm':
        standVm(node, report);
        break;
      case 'engine':
        standEngine(node, report);
        break;
      case 'runtime':
        standRuntime(node, report);
        break;
      case 'workload':
        standWorkload(node, misfits, report);
        break;
      case 'unknown':
        break;
    }
  }
};
