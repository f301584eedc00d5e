import type { Catalog } from '../catalog/index.ts';
import type { Form, Level, WorkloadSpec } from '../types.ts';

/** Levels whose workloads come in other forms. */

export function withWorkloads(level: Level, change: (workload: WorkloadSpec) => WorkloadSpec): Level {
  return { ...level, workloads: level.workloads.map(change) };
}

/** Each form of a kind also for every other system there is a kernel of; those that a workload had come first, so that they stay preferred. */
export function onAllSystems(kind: 'native' | 'image'): (level: Level, catalog: Catalog) => Level {
  return (level, { parts }) => {
    const systems = [...new Set(parts.flatMap((part) => (part.kind === 'kernel' ? [part.os] : [])))];
    const others = (form: Form): Form[] => {
      if (form.form !== kind || !('os' in form)) return [];
      return systems.filter((os) => os !== form.os).map((os) => ({ ...form, os }));
    };
    return withWorkloads(level, (workload) => ({ ...workload, forms: [...workload.forms, ...workload.forms.flatMap(others)] }));
  };
}

/** No form asks for an instruction set. */
export function onAllProcessors(level: Level): Level {
  const free = (form: Form): Form => ('isa' in form ? { ...form, isa: [] } : form);
  return withWorkloads(level, (workload) => ({ ...workload, forms: workload.forms.map(free) }));
}
