import type { StackNode, WorkloadSpec } from '../../sim/index.ts';

/** Which drawing of `assets/parts` stands for what. */

/** A container is drawn as one; another workload in the form in which it runs, or would run. */
export function drawingOf(node: StackNode): string {
  if (node.workload === null) return node.build.part ?? '';
  if (node.container === node) return 'container';
  return drawingOfForm(node.form?.form ?? node.workload.forms[0]?.form);
}

function drawingOfForm(form: WorkloadSpec['forms'][number]['form'] | undefined): string {
  return `workload.${form ?? 'native'}`;
}

/** Before it stands anywhere. */
export function drawingOfWorkload(workload: WorkloadSpec): string {
  return drawingOfForm(workload.forms[0]?.form);
}
