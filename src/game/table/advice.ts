import { GAME } from '../../lang/en/game.ts';
import { osName } from '../../lang/index.ts';
import { CATALOG, type Build, type Form, type Level, type Violation } from '../../sim/index.ts';
import { shortName } from './names.ts';

/** What would do instead of what is refused, where the level and the build tell more than the refusal does. */

function formAdvice(form: Form): string {
  if (form.form === 'bytecode') return GAME.needs.bytecode(shortName(`runtime.${form.runtime}`));
  return form.form === 'bare' ? GAME.needs.bare : GAME.needs[form.form](osName(form.os));
}

/** The VM of an emulator that something stands in; its instruction set can be chosen. */
function emulatedVm(build: Build, on: string | undefined): string | null {
  const byId = new Map(build.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  for (let node = byId.get(on ?? ''); node !== undefined && !seen.has(node.id); node = byId.get(node.on ?? '')) {
    seen.add(node.id);
    if (node.part !== 'vm') continue;
    const maker = CATALOG.specs.get(byId.get(node.on ?? '')?.part ?? '');
    return maker?.kind === 'hypervisor' && maker.type === 'emulator' ? node.id : null;
  }
  return null;
}

export function adviceFor({ code, node, on, workload, expected }: Violation, build: Build, level: Level, nameOf: (id: string) => string) {
  if (code === 'cannot-stand-here' && workload !== undefined && node !== null) {
    const forms = level.workloads.find(({ id }) => id === workload)?.forms ?? [];
    return forms.length === 0 ? undefined : GAME.comesAs(nameOf(node), [...new Set(forms.map(formAdvice))]);
  }
  if (code !== 'isa-mismatch' || !Array.isArray(expected)) return undefined;
  const vm = emulatedVm(build, on);
  return vm === null ? undefined : GAME.setIsa(nameOf(vm), expected.map(String));
}
